package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** An algorithm with its key, ready to check and make signatures. */
abstract class KeyedAlgorithm {

    private final DecodedKey key;

    KeyedAlgorithm(DecodedKey key) {
        this.key = key;
    }

    /**
     * Joins an algorithm with a key.
     *
     * @throws dev.sallyport.core.signature.key.KeyRefusedException if the key is of the wrong sort for the algorithm
     */
    static KeyedAlgorithm of(Algorithm algorithm, DecodedKey key) {
        return switch (algorithm.family()) {
            case HMAC -> new Hmac(algorithm, key);
            case DIGEST -> new Digest(algorithm, key);
            case TOKEN -> new Token(key);
            case ASYMMETRIC -> new AsymmetricAlgorithm(algorithm, key);
        };
    }

    DecodedKey key() {
        return key;
    }

    /** Tells whether one of a set's signatures is this key's for the message. */
    boolean matches(MessageText.Filled message, SignatureSet set) {
        byte @Nullable [] expected = null;
        boolean matched = false;
        for (int i = 0; i < set.size(); i++) {
            if (key.answersTo(set.keyId(i))) {
                if (expected == null) {
                    expected = sign(message, set.timestampText());
                }
                matched |= ConstantTime.areEqual(expected, set.signature(i));
            }
        }
        return matched;
    }

    /** Signs a message. */
    abstract byte[] sign(MessageText.Filled message, @Nullable String timestamp);

    private static final class Hmac extends KeyedAlgorithm {

        private static final byte[] NO_SECRET = new byte[0];

        private final HmacKey hmac;

        Hmac(Algorithm algorithm, DecodedKey key) {
            super(key);
            this.hmac = HmacKey.of(algorithm, key.secret());
        }

        @Override
        byte[] sign(MessageText.Filled message, @Nullable String timestamp) {
            HmacComputation code = hmac.begin();
            message.writeTo(MessageSink.into(code), timestamp, NO_SECRET);
            return code.finish();
        }
    }

    private static final class Digest extends KeyedAlgorithm {

        private final String jcaName;
        private final byte[] secret;

        Digest(Algorithm algorithm, DecodedKey key) {
            super(key);
            this.jcaName = algorithm.jcaName();
            this.secret = key.secret();
        }

        @Override
        byte[] sign(MessageText.Filled message, @Nullable String timestamp) {
            try {
                MessageDigest digest = MessageDigest.getInstance(jcaName);
                message.writeTo(MessageSink.into(digest), timestamp, secret);
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + jcaName, e);
            }
        }
    }

    private static final class Token extends KeyedAlgorithm {

        private final byte[] secret;

        Token(DecodedKey key) {
            super(key);
            this.secret = key.secret();
        }

        @Override
        byte[] sign(MessageText.Filled message, @Nullable String timestamp) {
            return secret;
        }
    }
}
