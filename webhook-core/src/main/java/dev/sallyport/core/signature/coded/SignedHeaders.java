package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.signature.RefusalReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers that a request itself says are signed. */
final class SignedHeaders {

    private static final int LONGEST_VALUE = 8192;

    private SignedHeaders() {}

    /** Tells whether a text can be the name of a header that a provider signs. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPart =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!isPart) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns why headers cannot be what was signed: one is absent, stands on several lines, or is too long. */
    static @Nullable RefusalReason fault(Headers headers, List<String> names) {
        for (String name : names) {
            int lines = headers.count(name);
            if (lines == 0) {
                return RefusalReason.MISSING_HEADER;
            }
            if (lines > 1 || value(headers, name).length() > LONGEST_VALUE) {
                return RefusalReason.MALFORMED;
            }
        }
        return null;
    }

    /** Returns a header's value without blanks around it, as it is signed; empty if it is absent. */
    static String value(Headers headers, String name) {
        String value = headers.first(name);
        return value == null ? "" : value.strip();
    }
}
