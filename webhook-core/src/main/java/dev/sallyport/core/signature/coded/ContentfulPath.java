package dev.sallyport.core.signature.coded;

import java.nio.charset.StandardCharsets;

/**
 * Spells path and query as Contentful signs them: the query escaped as one value, then path and query escaped once more
 * as a URI, so that {@code ?a=1} becomes {@code ?a%253D1}. What stands behind a second question mark is not signed.
 */
final class ContentfulPath {

    private static final String UNRESERVED = "-_.!~*'()";
    private static final String RESERVED = ";,/?:@&=+$#";

    private ContentfulPath() {}

    static String of(String url) {
        String[] parts = UrlTarget.of(url).split("\\?", -1);
        String query = parts.length < 2 ? "" : escaped(parts[1], UNRESERVED);
        return escaped(query.isEmpty() ? parts[0] : parts[0] + "?" + query, UNRESERVED + RESERVED);
    }

    private static String escaped(String text, String kept) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isKept = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || (b > 0 && kept.indexOf(b) >= 0);
            if (isKept) {
                escaped.append((char) b);
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return escaped.toString();
    }
}
