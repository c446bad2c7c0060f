package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.core.event.WebhookRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record with what the table keeps beside it.
 *
 * @param record the record
 * @param address where in a bundle its body lies; null if it lies elsewhere
 * @param arrival which message it came in; null if it did not travel in one
 */
public record KeptWebhook(
        WebhookRecord record,
        @Nullable BundleAddress address,
        @Nullable String arrival) {

    /** Tells whether the body is nowhere yet but in a message of the queue. */
    public boolean isStillInItsMessage() {
        return arrival != null && address == null && !record.status().isTerminal();
    }
}
