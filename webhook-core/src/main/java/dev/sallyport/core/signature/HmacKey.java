package dev.sallyport.core.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key for HMAC (RFC 2104), expanded once as its section 4 advises: the hashes of the inner and the outer pad are kept
 * and cloned for each message. A {@code javax.crypto.Mac} hashes the outer pad, and after each message the inner one,
 * again, which takes as long as hashing 128 bytes of the body. Thread-safe.
 */
public final class HmacKey {

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final Algorithm algorithm;

    private final Padded inner;
    private final Padded outer;

    private HmacKey(Algorithm algorithm, Padded inner, Padded outer) {
        this.algorithm = algorithm;
        this.inner = inner;
        this.outer = outer;
    }

    /**
     * Prepares a key.
     *
     * @throws IllegalArgumentException if the algorithm is not an HMAC, or the secret is empty
     */
    public static HmacKey of(Algorithm algorithm, byte[] secret) {
        if (algorithm.family() != Algorithm.Family.HMAC) {
            throw new IllegalArgumentException(algorithm.label() + " is not an HMAC");
        }
        if (secret.length == 0) {
            throw new IllegalArgumentException("the secret is empty");
        }
        int block = algorithm.blockSize();
        byte[] key = secret.length > block ? newDigest(algorithm).digest(secret) : secret;
        return new HmacKey(
                algorithm,
                new Padded(algorithm, pad(key, block, INNER)),
                new Padded(algorithm, pad(key, block, OUTER)));
    }

    private static byte[] pad(byte[] key, int block, byte filling) {
        byte[] pad = Arrays.copyOf(key, block);
        for (int i = 0; i < block; i++) {
            pad[i] ^= filling;
        }
        return pad;
    }

    private static MessageDigest newDigest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.jcaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm.jcaName(), e);
        }
    }

    /** Digests that have taken in a pad. */
    private static final class Padded {

        private final Algorithm algorithm;
        private final byte[] pad;

        /** Never updated; null if the platform's digests cannot be cloned. */
        private final @Nullable MessageDigest prototype;

        Padded(Algorithm algorithm, byte[] pad) {
            this.algorithm = algorithm;
            this.pad = pad;
            MessageDigest hashed = hashed();
            this.prototype = clone(hashed) == null ? null : hashed;
        }

        private MessageDigest hashed() {
            MessageDigest digest = newDigest(algorithm);
            digest.update(pad);
            return digest;
        }

        private static @Nullable MessageDigest clone(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                return null;
            }
        }

        /** Returns one for the caller alone. */
        MessageDigest digest() {
            MessageDigest clone = prototype == null ? null : clone(prototype);
            return clone == null ? hashed() : clone;
        }
    }

    /** Begins to compute the code of one message; what is returned is for one thread. */
    public HmacComputation begin() {
        return new HmacComputation(this, inner.digest());
    }

    byte[] finish(byte[] innerHash) {
        MessageDigest digest = outer.digest();
        digest.update(innerHash);
        return digest.digest();
    }

    /** Names the algorithm only. */
    @Override
    public String toString() {
        return "HmacKey[" + algorithm.label() + "]";
    }
}
