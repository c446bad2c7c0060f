package dev.sallyport.local.config;

import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.List;

/**
 * A provider ready to be verified: its configuration, with scheme and secrets found and proved to fit each other.
 *
 * @param secrets at least one, in the order written
 */
public record ConfiguredProvider(
        ProviderConfig config,
        SignatureScheme scheme,
        List<SigningSecret> secrets,
        VerifierOptions options,
        SignatureVerifier verifier) {

    public ConfiguredProvider {
        secrets = List.copyOf(secrets);
    }
}
