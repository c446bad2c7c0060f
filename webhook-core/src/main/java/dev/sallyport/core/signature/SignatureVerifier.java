package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.List;

/**
 * Checks the signatures of one provider's requests: a scheme together with the secrets that are active.
 *
 * <p>Works on bytes only, compares in constant time, and measures time against the instant of receipt, so that a request
 * verifies the same way however late it is done. Immutable and safe to share between threads; make one and keep it.
 */
public final class SignatureVerifier {

    private final SignatureScheme scheme;
    private final List<DecodedKey> keys;
    private final VerifierOptions options;
    private final SchemeVerifier verifier;

    private SignatureVerifier(
            SignatureScheme scheme, List<DecodedKey> keys, VerifierOptions options, SchemeVerifier verifier) {
        this.scheme = scheme;
        this.keys = keys;
        this.options = options;
        this.verifier = verifier;
    }

    /** Makes a verifier with the scheme's own tolerances; throws as {@link #of(SignatureScheme, List, VerifierOptions)}. */
    public static SignatureVerifier of(SignatureScheme scheme, List<SigningSecret> secrets) {
        return of(scheme, secrets, VerifierOptions.defaults());
    }

    /**
     * Makes a verifier.
     *
     * @param secrets all that are active or will be; any that holds at the receipt may have signed
     * @throws dev.sallyport.core.signature.key.KeyRefusedException if there is no secret, or one is empty, blank or not
     *     of the form that the scheme needs
     * @throws IllegalArgumentException if the options lack a value that the scheme needs, if only to fetch its keys
     */
    public static SignatureVerifier of(SignatureScheme scheme, List<SigningSecret> secrets, VerifierOptions options) {
        List<DecodedKey> keys = scheme.key().decode(secrets);
        VerifierOptions reaching = reaching(scheme.key(), keys, options);
        SchemeVerifier verifier =
                switch (scheme.rules()) {
                    case MessageRules rules -> new MessageVerifier(rules, scheme.key(), keys, reaching);
                    case JwsRules rules -> new JwsVerifier(rules, scheme.key(), keys, reaching);
                    case CodedRules rules -> rules.code().verifier(keys, reaching);
                };
        return new SignatureVerifier(scheme, keys, options, verifier);
    }

    /** Keys that have to be fetched are asked for as the provider wants it. */
    private static VerifierOptions reaching(KeyRules rules, List<DecodedKey> keys, VerifierOptions options) {
        KeyResolver resolver = options.keyResolver();
        return resolver == null || !keys.isEmpty()
                ? options
                : options.withKeyResolver(rules.source().access(options::config).appliedTo(resolver));
    }

    /** Checks a request. Never throws, whatever the request holds. */
    public VerificationResult verify(WebhookRequest request) {
        return verifier.verify(request);
    }

    /** Returns the scheme. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /** Returns what the operator set besides scheme and secrets. */
    public VerifierOptions options() {
        return options;
    }

    List<DecodedKey> keys() {
        return keys;
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return "SignatureVerifier[" + scheme.name() + "]";
    }
}
