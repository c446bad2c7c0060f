package dev.sallyport.local.config;

/**
 * One mistake in a configuration.
 *
 * @param at where it is
 * @param message what is wrong and what would be right, in one line, without the value of any secret
 */
public record ConfigProblem(Position at, String message) {

    @Override
    public String toString() {
        return at + ": " + message;
    }
}
