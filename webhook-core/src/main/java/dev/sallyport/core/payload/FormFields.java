package dev.sallyport.core.payload;

import dev.sallyport.core.event.RawPayload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names and values of an {@code application/x-www-form-urlencoded} body or of a URL's query, decoded as UTF-8, in
 * the order of the text (WHATWG URL standard, section 5.1). A name may occur several times.
 *
 * <p>Immutable.
 */
public final class FormFields {

    /** A form with more fields than this is not a webhook. */
    private static final int MOST = 4096;

    private static final FormFields NONE = new FormFields(List.of());

    /** Names at even, values at odd places. */
    private final List<String> pairs;

    private FormFields(List<String> pairs) {
        this.pairs = pairs;
    }

    /**
     * Reads a body.
     *
     * @return null if an escape is broken, the decoded text is not UTF-8, or there are more than 4096 fields
     */
    public static @Nullable FormFields parse(RawPayload body) {
        return parse(body.toByteArray());
    }

    /** Reads the query of a URL: what stands between {@code ?} and {@code #}; null as for a body. */
    public static @Nullable FormFields parseQuery(String url) {
        int fragment = url.indexOf('#');
        String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
        int mark = withoutFragment.indexOf('?');
        return mark < 0 ? NONE : parse(withoutFragment.substring(mark + 1).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable FormFields parse(byte[] text) {
        List<String> pairs = new ArrayList<>();
        int from = 0;
        while (from < text.length) {
            int to = indexOf(text, (byte) '&', from, text.length);
            if (to > from) {
                int equals = indexOf(text, (byte) '=', from, to);
                String name = decode(text, from, equals);
                String value = equals == to ? "" : decode(text, equals + 1, to);
                if (name == null || value == null || pairs.size() >= 2 * MOST) {
                    return null;
                }
                pairs.add(name);
                pairs.add(value);
            }
            from = to + 1;
        }
        return new FormFields(pairs);
    }

    private static int indexOf(byte[] text, byte wanted, int from, int to) {
        int at = from;
        while (at < to && text[at] != wanted) {
            at++;
        }
        return at;
    }

    private static @Nullable String decode(byte[] text, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == '%') {
                int high = i + 2 < to ? Character.digit(text[i + 1], 16) : -1;
                int low = i + 2 < to ? Character.digit(text[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                decoded[length++] = b == '+' ? (byte) ' ' : b;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns the number of fields. */
    public int size() {
        return pairs.size() / 2;
    }

    /** Returns the name of a field, from 0 to {@code size() - 1}. */
    public String nameAt(int field) {
        return pairs.get(2 * field);
    }

    /** Returns the value of a field, from 0 to {@code size() - 1}. */
    public String valueAt(int field) {
        return pairs.get(2 * field + 1);
    }

    /** Returns the value of the first field of that name, or null if there is none. */
    public @Nullable String first(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    /** Returns how many fields have that name. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                count++;
            }
        }
        return count;
    }

    /** Tells the number of fields only: they are part of a payload. */
    @Override
    public String toString() {
        return "FormFields[" + size() + "]";
    }
}
