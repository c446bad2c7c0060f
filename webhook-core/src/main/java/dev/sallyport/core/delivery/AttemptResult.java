package dev.sallyport.core.delivery;

/** What one attempt brought. */
public sealed interface AttemptResult {

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
