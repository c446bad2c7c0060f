package dev.sallyport.core.signature.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes hexadecimal digits. */
final class Base16 {

    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";

    /** By character; asking "is it a digit or a letter" would be guessed wrongly for every second one. */
    private static final byte[] OF_LOWER = values(LOWER);

    private static final byte[] OF_UPPER = values(UPPER);
    private static final byte[] OF_EITHER = values(LOWER + UPPER);

    private Base16() {}

    private static byte[] values(String digits) {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) (i % 16);
        }
        return values;
    }

    static byte @Nullable [] decode(String text, int from, int to, boolean lower, boolean upper) {
        int digits = to - from;
        if (digits == 0 || digits % 2 != 0) {
            return null;
        }
        byte[] values = lower ? (upper ? OF_EITHER : OF_LOWER) : OF_UPPER;
        // One copy costs less than asking the text for each character; what is not in ISO 8859-1 becomes '?', no digit,
        // and two that stand for one character (surrogates) become one '?'.
        byte[] characters = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        if (characters.length != digits) {
            return null;
        }
        byte[] bytes = new byte[digits / 2];
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = values[characters[2 * i] & 0xFF];
            int low = values[characters[2 * i + 1] & 0xFF];
            wrong |= high | low;
            bytes[i] = (byte) (high << 4 | low);
        }
        return wrong < 0 ? null : bytes;
    }

    static String encode(byte[] bytes, boolean upper) {
        String digits = upper ? UPPER : LOWER;
        char[] text = new char[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = digits.charAt(bytes[i] >> 4 & 0xF);
            text[2 * i + 1] = digits.charAt(bytes[i] & 0xF);
        }
        return new String(text);
    }
}
