package dev.sallyport.emulation.source;

/**
 * Which queue feeds a function, and how.
 *
 * @param queueUrl where it is
 * @param queueArn what its events name it by
 * @param batchSize the most messages in an event, 1 to 10
 * @param pollers how many batches may be under way at the same time, at least 1
 * @param reportsItemFailures whether the function says which messages failed ({@code ReportBatchItemFailures})
 */
public record EventSourceMapping(
        String queueUrl, String queueArn, int batchSize, int pollers, boolean reportsItemFailures) {

    private static final int MOST_MESSAGES = 10;

    public EventSourceMapping {
        if (batchSize < 1 || batchSize > MOST_MESSAGES) {
            throw new IllegalArgumentException("batchSize must be 1 to " + MOST_MESSAGES + ", not " + batchSize);
        }
        if (pollers < 1) {
            throw new IllegalArgumentException("pollers must be at least 1, not " + pollers);
        }
    }
}
