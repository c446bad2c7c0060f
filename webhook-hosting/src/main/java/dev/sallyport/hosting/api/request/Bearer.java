package dev.sallyport.hosting.api.request;

import dev.sallyport.hosting.web.Request;
import org.jspecify.annotations.Nullable;

/** Reads what a request shows to be let through (RFC 6750 section 2.1). */
public final class Bearer {

    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** Returns the text after {@code Bearer}, in any letter case of that word; null if it is not there exactly once. */
    public static @Nullable String in(Request request) {
        String line = request.headers().count("Authorization") == 1
                ? request.headers().first("Authorization")
                : null;
        return line != null && line.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? line.substring(SCHEME.length()).strip()
                : null;
    }
}
