package dev.sallyport.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Writes decoded parameters as a query again (RFC 3986 section 3.4), for events that hold none as it was sent. */
final class QueryEncoding {

    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private QueryEncoding() {}

    static String encode(NamedValues parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.size(); i++) {
            if (i > 0) {
                query.append('&');
            }
            append(query, parameters.nameAt(i));
            query.append('=');
            append(query, parameters.valueAt(i));
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String text) {
        for (byte one : text.getBytes(UTF_8)) {
            char character = (char) (one & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
                query.append(character);
            } else {
                query.append('%').append(HEX.toHexDigits(one));
            }
        }
    }
}
