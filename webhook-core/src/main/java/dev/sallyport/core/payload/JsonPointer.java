package dev.sallyport.core.payload;

import java.util.ArrayList;
import java.util.List;

/**
 * Names one place in a JSON document, in the notation of RFC 6901: {@code /data/object/id}, {@code /items/0/name}.
 *
 * <p>Immutable; equal to a pointer with the same text.
 *
 * @param tokens the unescaped reference tokens, outermost first; none names the whole document
 */
public record JsonPointer(List<String> tokens) {

    private static final int LONGEST = 1024;

    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads the text of a pointer.
     *
     * @throws IllegalArgumentException if the text is neither empty nor begins with {@code /}, holds a {@code ~} that
     *     is not followed by 0 or 1, or is longer than 1024 characters
     */
    public static JsonPointer parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a JSON Pointer has at most " + LONGEST + " characters");
        }
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON Pointer begins with '/', such as /data/id; not: " + text);
        }
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                tokens.add(token.toString());
                token.setLength(0);
            } else if (c == '~') {
                i++;
                token.append(unescaped(text, i));
            } else {
                token.append(c);
            }
        }
        tokens.add(token.toString());
        return new JsonPointer(tokens);
    }

    private static char unescaped(String text, int at) {
        char code = at < text.length() ? text.charAt(at) : ' ';
        return switch (code) {
            case '0' -> '~';
            case '1' -> '/';
            default ->
                throw new IllegalArgumentException("in a JSON Pointer '~' is written ~0 and '/' ~1; not: " + text);
        };
    }

    /** Returns the pointer to a member of the object, or an element of the array, that this pointer names. */
    public JsonPointer child(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new JsonPointer(longer);
    }

    /** Returns the notation of RFC 6901. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
