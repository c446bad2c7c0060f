package dev.sallyport.hosting.secrets;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.SecretGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** Draws secrets from the platform's secure source of randomness. Safe for any number of threads. */
public final class SecureRandomSecretGenerator implements SecretGenerator {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public SecretText newSecret(SecretKind kind) {
        return switch (kind) {
            case SYMMETRIC -> {
                byte[] drawn = new byte[BYTES];
                random.nextBytes(drawn);
                yield text("whsec_", drawn);
            }
            case ED25519 -> text("whsk_", newEd25519());
        };
    }

    /** Seed, then public key; the latter stands at the end of its encoding (RFC 8410 section 4). */
    private byte[] newEd25519() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] whole = Arrays.copyOf(seed, 2 * BYTES);
            System.arraycopy(encoded, encoded.length - BYTES, whole, BYTES, BYTES);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static SecretText text(String prefix, byte[] bytes) {
        return SecretText.of(prefix + Base64.getEncoder().encodeToString(bytes));
    }
}
