package dev.sallyport.core.delivery.tenant;

import dev.sallyport.core.event.Base32Hex;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names an API key without giving it away.
 *
 * @param value {@code key_} and 16 of {@code 0-9a-v}
 */
public record ApiKeyId(String value) {

    private static final Pattern FORM = Pattern.compile("key_[0-9a-v]{16}");
    private static final int BYTES = 10;

    public ApiKeyId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("API key id must be 'key_' and 16 of 0-9a-v");
        }
    }

    /** Tells whether the text has the form of an API key's id. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** Draws a new id. */
    public static ApiKeyId drawn(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ApiKeyId("key_" + Base32Hex.encode(bytes, BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
