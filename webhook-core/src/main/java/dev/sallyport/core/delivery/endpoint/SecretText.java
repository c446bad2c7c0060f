package dev.sallyport.core.delivery.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret in the clear: shown to its owner once, sealed for keeping, opened to sign. Immutable and thread-safe.
 */
public final class SecretText {

    private final byte[] utf8;

    private SecretText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Makes a secret of its text. */
    public static SecretText of(String text) {
        return new SecretText(text.getBytes(UTF_8));
    }

    /** Makes a secret of a copy of the UTF-8 bytes of its text. */
    public static SecretText ofUtf8(byte[] utf8) {
        return new SecretText(utf8.clone());
    }

    /** Returns the text, to be shown to its owner, or put on the wire, and nowhere else. */
    public String reveal() {
        return new String(utf8, UTF_8);
    }

    /** Returns the UTF-8 bytes of the text in an array of the caller's own. */
    public byte[] toUtf8() {
        return utf8.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && MessageDigest.isEqual(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** Shows nothing of the secret. */
    @Override
    public String toString() {
        return "SecretText";
    }
}
