package dev.sallyport.hosting.calls;

import dev.sallyport.core.event.RawPayload;

/** What came of a call. */
sealed interface CallOutcome {

    /**
     * There was an answer.
     *
     * @param status the HTTP status; a redirect is an answer like any other
     * @param body what was read of the body
     */
    record Answered(int status, RawPayload body) implements CallOutcome {

        boolean isSuccess() {
            return status >= 200 && status <= 299;
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
