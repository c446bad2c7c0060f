package dev.sallyport.core.delivery.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.Base32Hex;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An API key in the clear: shown to its tenant once, and from then on known by its digest only.
 *
 * <p>Written as {@value #PREFIX}, by which scanners of repositories and logs recognise it, and 52 of {@code 0-9a-v}: 256
 * drawn bits. With so many, a plain SHA-256 is enough to keep; there is nothing to guess. Immutable and thread-safe.
 */
public final class ApiKeyToken {

    /** How every API key begins. */
    public static final String PREFIX = "spk_";

    private static final Pattern FORM = Pattern.compile("spk_[0-9a-v]{52}");
    private static final int BYTES = 32;

    private final String text;

    private ApiKeyToken(String text) {
        this.text = text;
    }

    /**
     * Draws a new key.
     *
     * @param random MUST be cryptographically strong
     */
    public static ApiKeyToken drawn(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ApiKeyToken(PREFIX + Base32Hex.encode(bytes, BYTES));
    }

    /** Tells whether the text has the form of a key. */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if the text has another form; the message does not repeat it
     */
    public static ApiKeyToken parse(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("an API key is 'spk_' and 52 of 0-9a-v");
        }
        return new ApiKeyToken(text);
    }

    /** Returns the text, to be shown to its tenant and nowhere else. */
    public String reveal() {
        return text;
    }

    /** Returns what the key is kept as. */
    public Sha256 digest() {
        return RawPayload.adopt(text.getBytes(US_ASCII)).sha256();
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "ApiKeyToken";
    }
}
