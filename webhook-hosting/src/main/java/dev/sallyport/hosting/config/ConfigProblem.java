package dev.sallyport.hosting.config;

import java.util.regex.Pattern;

/**
 * One mistake in a configuration.
 *
 * @param at where it is
 * @param message what is wrong and what would be right, in one line, without the value of any secret
 */
public record ConfigProblem(Position at, String message) {

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]");

    /** Names that a user chose may hold line breaks: they are shown as '?', to keep a mistake to its line. */
    public ConfigProblem {
        message = NOT_PRINTABLE.matcher(message).replaceAll("?");
    }

    @Override
    public String toString() {
        return at + ": " + message;
    }
}
