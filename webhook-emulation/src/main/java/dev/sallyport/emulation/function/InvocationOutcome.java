package dev.sallyport.emulation.function;

/** What came of one invocation. */
public sealed interface InvocationOutcome {

    /**
     * The function returned.
     *
     * @param answer its answer, which is JSON
     */
    record Returned(String answer) implements InvocationOutcome {

        /** Shows no payload. */
        @Override
        public String toString() {
            return "Returned[" + answer.length() + " characters]";
        }
    }

    /**
     * The function threw, ran out of time, ended its process or could not start.
     *
     * @param kind the error's type as a Lambda caller sees it, such as {@code Runtime.ExitError}
     * @param message a sentence for people
     */
    record Failed(String kind, String message) implements InvocationOutcome {}
}
