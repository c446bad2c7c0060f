package dev.sallyport.core.port.out;

/**
 * Reads secrets by name where an operator keeps them. Hosts read again from time to time, so that a secret which was
 * changed there takes effect without a restart.
 */
@FunctionalInterface
public interface SecretSource {

    /**
     * Returns a secret as it is now.
     *
     * @param name the operator's name of it, 1 to 512 characters
     * @throws PortUnavailableException if it cannot be told now, or may not be read
     */
    SecretOutcome find(String name);

    /** What there is under a name. */
    sealed interface SecretOutcome {

        /**
         * A secret.
         *
         * @param text as it was put there; possibly empty
         */
        record Found(String text) implements SecretOutcome {

            /** Hides the text. */
            @Override
            public String toString() {
                return "Found[hidden]";
            }
        }

        /** No secret, or one that was given no value yet. */
        record Missing() implements SecretOutcome {}
    }
}
