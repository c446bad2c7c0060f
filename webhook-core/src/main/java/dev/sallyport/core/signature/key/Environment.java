package dev.sallyport.core.signature.key;

import org.jspecify.annotations.Nullable;

/**
 * Which of a provider's two worlds signs. They are kept apart, because anybody can have test events of any content
 * signed by a sandbox.
 */
public enum Environment {
    PRODUCTION,
    SANDBOX;

    /** The name of the value by which an operator chooses. */
    public static final String SETTING = "environment";

    /**
     * Reads {@code config.environment}.
     *
     * @param name as it is configured; null, for none, is production
     * @throws IllegalArgumentException if it is neither
     */
    public static Environment named(@Nullable String name) {
        if (name == null || name.equals("production")) {
            return PRODUCTION;
        }
        if (name.equals("sandbox")) {
            return SANDBOX;
        }
        throw new IllegalArgumentException("config environment must be production or sandbox");
    }

    /** Returns one of two values. */
    public <T> T choose(T production, T sandbox) {
        return this == PRODUCTION ? production : sandbox;
    }
}
