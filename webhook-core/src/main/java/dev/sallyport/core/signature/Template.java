package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A text with places to fill in, such as {@code v0:{timestamp}:{body}}.
 *
 * <p>In braces stand {@code body}, {@code timestamp}, {@code id}, {@code method}, {@code url}, {@code path},
 * {@code secret}, or a place as in {@link Field#parse}, such as {@code header:X-Request-Id}. A filter may follow:
 * {@code query:data.id|lower}, {@code body|sha256-hex}, {@code body|crc32}, {@code form|sorted},
 * {@code form|pairs-without:sign,sign_type}. A brace itself is written twice.
 *
 * @param parts what stands one after the other
 */
public record Template(List<Part> parts) {

    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the notation above.
     *
     * @throws IllegalArgumentException if a brace is left open or its content is unknown
     */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean twice = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                literal.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new IllegalArgumentException(
                            "'{' without '}' in '" + text + "'; a brace itself is written {{");
                }
                addLiteral(parts, literal);
                parts.add(part(text.substring(i + 1, end)));
                i = end;
            } else {
                literal.append(c);
            }
        }
        addLiteral(parts, literal);
        return new Template(parts);
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Part part(String text) {
        return switch (text) {
            case "body" -> Part.Simple.BODY;
            case "timestamp" -> Part.Simple.TIMESTAMP;
            case "id" -> Part.Simple.ID;
            case "method" -> Part.Simple.METHOD;
            case "url" -> Part.Simple.URL;
            case "path" -> Part.Simple.PATH;
            case "secret" -> Part.Simple.SECRET;
            case "body|crc32" -> Part.Simple.BODY_CRC32;
            case "body|sha256-hex" -> new Part.BodyDigest(Algorithm.SHA256, Encoding.HEX);
            case "form|sorted" -> Part.Simple.FORM_CONCATENATED;
            default -> placeOrPairs(text);
        };
    }

    private static Part placeOrPairs(String text) {
        String pairs = "form|pairs-without:";
        if (text.startsWith(pairs)) {
            return new Part.FormPairs(Set.of(text.substring(pairs.length()).split(",")));
        }
        boolean lower = text.endsWith("|lower");
        String place = lower ? text.substring(0, text.length() - "|lower".length()) : text;
        if (place.indexOf('|') >= 0) {
            throw new IllegalArgumentException("unknown filter in '{" + text + "}'");
        }
        if (place.indexOf(':') < 0) {
            throw new IllegalArgumentException(
                    "'{" + text + "}' is unknown; write body, timestamp, id, method, url, path,"
                            + " secret, or a place: " + Field.FORMS);
        }
        return new Part.Value(Field.parse(place), lower);
    }
}
