package dev.sallyport.local.calls;

import java.util.Arrays;

/** What came of a call. */
sealed interface CallOutcome {

    /**
     * There was an answer.
     *
     * @param status the HTTP status; a redirect is an answer like any other
     * @param body what was read of the body; owned by whoever gets it
     */
    record Answered(int status, byte[] body) implements CallOutcome {

        boolean isSuccess() {
            return status >= 200 && status <= 299;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Answered that && status == that.status && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * status + Arrays.hashCode(body);
        }

        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * Nothing was sent.
     *
     * @param reason why, for operators: names no more than the host
     */
    record NotSent(String reason) implements CallOutcome {}

    /**
     * It was sent, or may have been, and no whole answer came.
     *
     * @param reason why, for operators: names no more than the host
     */
    record Unanswered(String reason) implements CallOutcome {}
}
