package dev.sallyport.core.delivery;

/** What one attempt brought. */
public sealed interface AttemptResult {

    /**
     * Returns a code of few values, for counting and for logs: {@code 2xx} to {@code 5xx}, {@code other} for statuses
     * that HTTP does not know, or the code of the error.
     */
    default String outcomeCode() {
        return switch (this) {
            case Answered answered ->
                answered.status() >= 200 && answered.status() <= 599 ? answered.status() / 100 + "xx" : "other";
            case Failed failed -> failed.error().code();
        };
    }

    /**
     * The endpoint answered.
     *
     * @param status the HTTP status, as received
     * @param excerpt the beginning of the body
     */
    record Answered(int status, ResponseExcerpt excerpt) implements AttemptResult {}

    /** There was no answer. */
    record Failed(DeliveryError error) implements AttemptResult {}
}
