package dev.sallyport.hosting.config;

import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.List;

/**
 * A provider ready to be verified: its configuration, with scheme and secrets found and proved to fit each other.
 *
 * @param secrets in the order written; none for a provider whose published keys are used
 * @param verifier knows no published keys: for them, {@link #verifierWith}
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

    /** Returns the verifier that gets published keys from a resolver, where none are configured. */
    public SignatureVerifier verifierWith(KeyResolver keys) {
        return SignatureVerifier.of(scheme, secrets, options.withKeyResolver(keys));
    }

    /** Tells whether keys are fetched from where the provider publishes them. */
    public boolean fetchesKeys() {
        return secrets.isEmpty() && !scheme.key().needsSecrets();
    }
}
