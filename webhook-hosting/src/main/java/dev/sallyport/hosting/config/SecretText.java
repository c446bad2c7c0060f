package dev.sallyport.hosting.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** A secret as the user wrote it, at least one character that is not blank; never shown. */
public final class SecretText {

    private final String value;

    /**
     * Holds a secret.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public SecretText(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value;
    }

    /** Returns the secret, for whoever is about to use it. */
    public String reveal() {
        return value;
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(value.getBytes(UTF_8), that.value.getBytes(UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "SecretText[hidden]";
    }
}
