package dev.sallyport.core.signature.rehearsal;

import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.JwsAlgorithm;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a provider signs with and what a receiver has configured; the same for a shared secret.
 *
 * @param signing the provider's key
 * @param verifying the receiver's key
 */
public record RehearsedKeys(SigningSecret signing, SigningSecret verifying) {

    /** Makes keys of the sort that a scheme needs, the same in every run; nobody comes upon another's by chance. */
    static RehearsedKeys of(SignatureScheme scheme, String owner) {
        if (scheme.name().equals("apple")) {
            return shared(TestCertificate.pem(AppleChain.of(owner).root()));
        }
        return switch (scheme.key().decoding()) {
            case ASYMMETRIC, FETCHED -> pair(scheme, owner);
            case HEX -> shared(HexFormat.of().formatHex(secret(owner)));
            case BASE64 ->
                shared(scheme.key().stripPrefix() + Base64.getEncoder().encodeToString(secret(owner)));
            case USER_PASSWORD -> shared(owner + ":" + HexFormat.of().formatHex(secret(owner)));
            case TEXT, NFKD, SHA1_OF_TEXT, TEXT_OR_ASYMMETRIC ->
                shared(HexFormat.of().formatHex(secret(owner)));
        };
    }

    private static RehearsedKeys shared(String secret) {
        return new RehearsedKeys(SigningSecret.of(secret), SigningSecret.of(secret));
    }

    private static RehearsedKeys pair(SignatureScheme scheme, String owner) {
        KeyPair pair = keyPair(scheme, "rehearsal of " + owner);
        return new RehearsedKeys(
                SigningSecret.of(TestKeys.privatePem(pair)), SigningSecret.of(TestKeys.publicPem(pair)));
    }

    private static KeyPair keyPair(SignatureScheme scheme, String name) {
        return switch (scheme.rules()) {
            case MessageRules rules -> keyPair(rules.algorithm(), name);
            case JwsRules rules ->
                rules.algorithms().get(0) == JwsAlgorithm.RS256 ? TestKeys.rsa(name) : TestKeys.p256(name);
            case CodedRules rules ->
                switch (scheme.name()) {
                    case "sns", "paypal" -> TestKeys.rsa(name);
                    case "truelayer" -> TestKeys.p521(name);
                    default -> TestKeys.p256(name);
                };
        };
    }

    private static KeyPair keyPair(Algorithm algorithm, String name) {
        if (algorithm == Algorithm.ED25519) {
            return TestKeys.ed25519(name);
        }
        return algorithm.label().startsWith("rsa") ? TestKeys.rsa(name) : TestKeys.p256(name);
    }

    private static byte[] secret(String owner) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "RehearsedKeys";
    }
}
