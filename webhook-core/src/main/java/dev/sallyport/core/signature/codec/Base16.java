package dev.sallyport.core.signature.codec;

import org.jspecify.annotations.Nullable;

/** Reads and writes hexadecimal digits. */
final class Base16 {

    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";

    private Base16() {}

    static byte @Nullable [] decode(String text, int from, int to, boolean lower, boolean upper) {
        int digits = to - from;
        if (digits == 0 || digits % 2 != 0) {
            return null;
        }
        byte[] bytes = new byte[digits / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = digit(text.charAt(from + 2 * i), lower, upper);
            int low = digit(text.charAt(from + 2 * i + 1), lower, upper);
            if ((high | low) < 0) {
                return null;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static int digit(char c, boolean lower, boolean upper) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (lower && c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return upper && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
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
