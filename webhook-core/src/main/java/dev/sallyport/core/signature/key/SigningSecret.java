package dev.sallyport.core.signature.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Key material as it is configured, with the period in which it holds: a shared secret, or for asymmetric schemes the
 * provider's public key (to verify) or one's own private key (to sign).
 *
 * <p>The scheme says how the text becomes a key ({@link KeyRules}). The material never leaves this package as it came,
 * and {@link #toString} shows none of it. During a rotation two secrets are configured whose periods overlap.
 */
public final class SigningSecret {

    private final byte[] material;
    private final @Nullable String keyId;
    private final Instant validFrom;
    private final Instant validUntil;

    private SigningSecret(byte[] material, @Nullable String keyId, Instant validFrom, Instant validUntil) {
        this.material = material;
        this.keyId = keyId;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
    }

    /** Makes a secret of text as the provider shows it, prefix included, without key id and without end. */
    public static SigningSecret of(String text) {
        return new SigningSecret(text.getBytes(StandardCharsets.UTF_8), null, Instant.MIN, Instant.MAX);
    }

    /** Makes a secret of a copy of bytes, for sources that hold bytes; for a scheme that reads text they are UTF-8. */
    public static SigningSecret of(byte[] material) {
        return new SigningSecret(material.clone(), null, Instant.MIN, Instant.MAX);
    }

    /** Returns the same secret under an id, by which schemes that send a key id choose it and results name it. */
    public SigningSecret withKeyId(String id) {
        return new SigningSecret(material, id, validFrom, validUntil);
    }

    /**
     * Returns the same secret, valid from one instant (inclusive) until another (exclusive).
     *
     * @throws IllegalArgumentException if the period is empty
     */
    public SigningSecret validBetween(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a secret's period must end after it begins: " + from + " to " + until);
        }
        return new SigningSecret(material, keyId, from, until);
    }

    /** Returns the id it was given, or null if results are to name it by its place in the list. */
    public @Nullable String keyId() {
        return keyId;
    }

    /** Returns when the secret begins to hold; {@link Instant#MIN} if it always has. */
    public Instant validFrom() {
        return validFrom;
    }

    /** Returns when the secret ceases to hold; {@link Instant#MAX} if it never does. */
    public Instant validUntil() {
        return validUntil;
    }

    /** Returns the material itself, not a copy: it stays within this package. */
    byte[] material() {
        return material;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret that
                && MessageDigest.isEqual(material, that.material)
                && Objects.equals(keyId, that.keyId)
                && validFrom.equals(that.validFrom)
                && validUntil.equals(that.validUntil);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(material);
    }

    /** Names the key id only. */
    @Override
    public String toString() {
        return keyId == null ? "SigningSecret" : "SigningSecret[" + keyId + "]";
    }
}
