package dev.sallyport.core.delivery.endpoint;

import java.util.Arrays;

/**
 * A secret as it is kept: readable only through the cipher that sealed it. Immutable and thread-safe.
 */
public final class SealedSecret {

    private final String keyVersion;
    private final byte[] sealed;

    private SealedSecret(String keyVersion, byte[] sealed) {
        this.keyVersion = keyVersion;
        this.sealed = sealed;
    }

    /**
     * Makes a sealed secret of a copy of bytes.
     *
     * @param keyVersion which master key sealed it, in the cipher's own words
     * @param sealed whatever the cipher needs beside its key; for the cipher alone to read
     */
    public static SealedSecret of(String keyVersion, byte[] sealed) {
        return new SealedSecret(keyVersion, sealed.clone());
    }

    /** Returns which master key sealed it. */
    public String keyVersion() {
        return keyVersion;
    }

    /** Returns the sealed bytes in an array of the caller's own. */
    public byte[] toByteArray() {
        return sealed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecret that
                && keyVersion.equals(that.keyVersion)
                && Arrays.equals(sealed, that.sealed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sealed);
    }

    /** Names the key version only. */
    @Override
    public String toString() {
        return "SealedSecret[" + keyVersion + "]";
    }
}
