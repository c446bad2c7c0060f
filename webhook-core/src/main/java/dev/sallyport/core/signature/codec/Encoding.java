package dev.sallyport.core.signature.codec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A way of writing the bytes of a signature as text. */
public enum Encoding {
    /** Hexadecimal digits of either case; written in lower case. */
    HEX,
    /** Lower-case hexadecimal digits. */
    HEX_LOWER,
    /** Upper-case hexadecimal digits. */
    HEX_UPPER,
    /** Hexadecimal digits of either case; written in upper case. */
    HEX_WRITTEN_UPPER,
    /** Base64 with padding, in canonical form. */
    BASE64,
    /** URL-safe Base64 without padding, in canonical form. */
    BASE64URL,
    /** The characters themselves, as UTF-8. */
    TEXT;

    /** Reads a whole text; null if it is empty or not of this form. */
    public byte @Nullable [] decode(String text) {
        return decode(text, 0, text.length());
    }

    /** Reads the characters from one index up to, not including, another; null if there is none or they are not of this form. */
    public byte @Nullable [] decode(String text, int from, int to) {
        return switch (this) {
            case HEX, HEX_WRITTEN_UPPER -> Base16.decode(text, from, to, true, true);
            case HEX_LOWER -> Base16.decode(text, from, to, true, false);
            case HEX_UPPER -> Base16.decode(text, from, to, false, true);
            case BASE64 -> Base64Text.decodePadded(text, from, to);
            case BASE64URL -> Base64Text.decodeUrlSafe(text, from, to);
            case TEXT -> from == to ? null : text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Writes bytes as text. */
    public String encode(byte[] bytes) {
        return switch (this) {
            case HEX, HEX_LOWER -> Base16.encode(bytes, false);
            case HEX_UPPER, HEX_WRITTEN_UPPER -> Base16.encode(bytes, true);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
        };
    }
}
