package dev.sallyport.hosting.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Undoes percent-encoding strictly (RFC 3986 section 2.1): a plus is a plus, and malformed input is not guessed at. */
final class PercentDecoding {

    private PercentDecoding() {}

    /** Returns the text decoded as UTF-8, or null if an escape or the UTF-8 is malformed. */
    static @Nullable String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(UTF_8);
        byte[] decoded = new byte[encoded.length];
        int size = 0;
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded[size++] = encoded[i];
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            decoded[size++] = (byte) (high << 4 | low);
            i += 2;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded, 0, size)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
