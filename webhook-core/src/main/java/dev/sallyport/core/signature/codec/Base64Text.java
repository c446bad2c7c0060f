package dev.sallyport.core.signature.codec;

import java.nio.charset.StandardCharsets;
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
        byte[] values = new byte[256];
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
        // One copy costs less than asking the text for each character; what is not in ISO 8859-1 becomes '?', which is
        // in
        // neither alphabet, and two that stand for one character (surrogates) become one '?'.
        byte[] characters = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        if (characters.length != to - from) {
            return null;
        }
        byte[] bytes = new byte[(int) (characters.length * 3L / 4)];
        int whole = characters.length - rest;
        int wrong = 0;
        int at = 0;
        for (int i = 0; i < whole; i += 4) {
            int four = values[characters[i] & 0xFF] << 18
                    | values[characters[i + 1] & 0xFF] << 12
                    | values[characters[i + 2] & 0xFF] << 6
                    | values[characters[i + 3] & 0xFF];
            wrong |= four;
            bytes[at++] = (byte) (four >> 16);
            bytes[at++] = (byte) (four >> 8);
            bytes[at++] = (byte) four;
        }
        if (rest > 0) {
            int last = values[characters[whole] & 0xFF] << 12 | values[characters[whole + 1] & 0xFF] << 6;
            if (rest == 3) {
                last |= values[characters[whole + 2] & 0xFF];
                bytes[at + 1] = (byte) (last >> 2);
            }
            bytes[at] = (byte) (last >> 10);
            int unused = rest == 3 ? last & 0x3 : last & 0x3FF;
            wrong |= last | -unused;
        }
        return wrong < 0 ? null : bytes;
    }
}
