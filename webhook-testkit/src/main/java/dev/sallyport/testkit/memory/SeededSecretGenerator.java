package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.SecretGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** Draws secrets from a seed: the same in each run. Safe for any number of threads. */
public final class SeededSecretGenerator implements SecretGenerator {

    private static final int BYTES = 32;

    private final Random random;

    /** Makes a generator of a seed. */
    public SeededSecretGenerator(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized SecretText newSecret(SecretKind kind) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return switch (kind) {
            case SYMMETRIC -> SecretText.of("whsec_" + Base64.getEncoder().encodeToString(drawn));
            case ED25519 -> SecretText.of("whsk_" + Base64.getEncoder().encodeToString(withPublicKey(drawn)));
        };
    }

    /** The public key stands at the end of the encoding of RFC 8410 section 4. */
    private static byte[] withPublicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Repeating(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] whole = Arrays.copyOf(seed, 2 * BYTES);
            System.arraycopy(encoded, encoded.length - BYTES, whole, BYTES, BYTES);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Gives the generator the seed that was drawn: it takes its private key as it comes. */
    private static final class Repeating extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Repeating(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
