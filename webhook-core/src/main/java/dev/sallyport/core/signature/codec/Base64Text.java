package dev.sallyport.core.signature.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads Base64 (RFC 4648 sections 4 and 5) in its canonical form only: right padding, no blanks, unused bits zero.
 * {@code java.util.Base64} accepts any unused bits, which would let one signature be written in several ways.
 */
final class Base64Text {

    private static final byte[] STANDARD = values("+/");
    private static final byte[] URL_SAFE = values("-_");

    private Base64Text() {}

    private static byte[] values(String lastTwo) {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo;
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    static byte @Nullable [] decodePadded(String text, int from, int to) {
        if ((to - from) % 4 != 0 || to == from) {
            return null;
        }
        int end = to;
        while (end > to - 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        return decode(STANDARD, text, from, end);
    }

    static byte @Nullable [] decodeUrlSafe(String text, int from, int to) {
        return to == from ? null : decode(URL_SAFE, text, from, to);
    }

    private static byte @Nullable [] decode(byte[] values, String text, int from, int to) {
        int rest = (to - from) % 4;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[(int) ((to - from) * 3L / 4)];
        int at = 0;
        int bits = 0;
        int pending = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int value = c < values.length ? values[c] : -1;
            if (value < 0) {
                return null;
            }
            pending = pending << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        return pending == 0 ? bytes : null;
    }
}
