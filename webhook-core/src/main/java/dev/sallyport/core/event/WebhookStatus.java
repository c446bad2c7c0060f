package dev.sallyport.core.event;

/**
 * Where a webhook stands.
 *
 * <p>{@code RECEIVED → PROCESSED}, {@code RECEIVED → FAILED → PROCESSED}, {@code FAILED → DEAD}, and {@code DEAD →
 * RECEIVED} by a redrive. No other change exists; adapters make each a compare-and-set.
 */
public enum WebhookStatus {
    /** Recorded and waiting for its first attempt. */
    RECEIVED,
    /** At least one attempt failed and another is due. */
    FAILED,
    /** Handled and published. Terminal. */
    PROCESSED,
    /** Given up after the last attempt, kept as a dead letter. Terminal until someone redrives it. */
    DEAD;

    /** Tells whether nothing more happens to a webhook of this status by itself. */
    public boolean isTerminal() {
        return switch (this) {
            case PROCESSED, DEAD -> true;
            case RECEIVED, FAILED -> false;
        };
    }
}
