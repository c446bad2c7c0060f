package dev.sallyport.core.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An HMAC key, expanded once. Finding a provider, scheduling the key and hashing its inner pad cost as much as hashing a
 * small body; a prepared {@code Mac} is cloned for each message instead.
 */
public final class HmacKey {

    private final String jcaName;
    private final SecretKeySpec key;

    /** Keyed, its inner pad hashed; null if the platform's implementation cannot be cloned. Never updated. */
    private final @Nullable Mac prototype;

    private HmacKey(String jcaName, SecretKeySpec key, @Nullable Mac prototype) {
        this.jcaName = jcaName;
        this.key = key;
        this.prototype = prototype;
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
        SecretKeySpec key = new SecretKeySpec(secret, algorithm.jcaName());
        Mac mac = create(algorithm.jcaName(), key);
        // An empty update makes the implementation hash the inner pad now, once, instead of in every clone.
        mac.update(new byte[0]);
        return new HmacKey(algorithm.jcaName(), key, isCloneable(mac) ? mac : null);
    }

    private static Mac create(String jcaName, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(jcaName);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + jcaName, e);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the secret cannot be used as a key", e);
        }
    }

    private static boolean isCloneable(Mac mac) {
        try {
            Object unused = mac.clone();
            return true;
        } catch (CloneNotSupportedException e) {
            return false;
        }
    }

    /** Returns a Mac ready for one message, for the caller alone. */
    public Mac newMac() {
        if (prototype != null) {
            try {
                return (Mac) prototype.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("it could be cloned when it was made", e);
            }
        }
        return create(jcaName, key);
    }

    /** Names the algorithm only. */
    @Override
    public String toString() {
        return "HmacKey[" + jcaName + "]";
    }
}
