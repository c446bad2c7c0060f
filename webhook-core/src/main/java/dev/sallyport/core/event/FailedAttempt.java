package dev.sallyport.core.event;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One attempt that did not succeed.
 *
 * @param attempt its number, the first is 1
 * @param at when it ended
 * @param kind who failed
 * @param code a stable code in lower case with hyphens, such as {@code publisher-refused}; never holds payload or secret
 */
public record FailedAttempt(int attempt, Instant at, FailureKind kind, String code) {

    private static final int LONGEST_CODE = 100;
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    /** Whose fault a failure is: an operator mends the one, the author of a handler the other. */
    public enum FailureKind {
        /** A part of the pipeline refused or was out of reach. */
        PIPELINE,
        /** The user's handler threw. */
        HANDLER
    }

    public FailedAttempt {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt counts from 1");
        }
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("code must be 1 to 100 of a-z, 0-9, '.' and '-'");
        }
    }

    /** Makes a code of any text: lower case, other characters become hyphens, the rest is cut to fit. */
    public static String codeOf(String text) {
        String clean =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[.-]+", "");
        return clean.isEmpty() ? "unspecified" : clean.substring(0, Math.min(clean.length(), LONGEST_CODE));
    }
}
