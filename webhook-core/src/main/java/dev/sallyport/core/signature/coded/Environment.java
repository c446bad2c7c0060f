package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.VerifierOptions;

/**
 * Which of a provider's two worlds signs. They are kept apart, because anybody can have test events of any content
 * signed by a sandbox.
 */
enum Environment {
    PRODUCTION,
    SANDBOX;

    /**
     * Reads {@code config.environment}; production by default.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Environment of(VerifierOptions options) {
        String name = options.config("environment");
        if (name == null || name.equals("production")) {
            return PRODUCTION;
        }
        if (name.equals("sandbox")) {
            return SANDBOX;
        }
        throw new IllegalArgumentException("config environment must be production or sandbox");
    }

    /** Returns one of two values. */
    <T> T choose(T production, T sandbox) {
        return this == PRODUCTION ? production : sandbox;
    }
}
