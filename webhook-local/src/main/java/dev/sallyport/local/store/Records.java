package dev.sallyport.local.store;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.EpochNanos;

/** What must hold of records before they are written. */
final class Records {

    private Records() {}

    static void requireNew(WebhookRecord record) {
        if (record.revision() != 0) {
            throw new IllegalArgumentException("a new record has revision 0, not " + record.revision());
        }
        requireKeepable(record);
    }

    /** Fails in the caller's thread for what would otherwise fail in the writer's. */
    static void requireKeepable(WebhookRecord record) {
        EpochNanos.of(record.receivedAt());
        EpochNanos.of(record.queuedAt());
        EpochNanos.of(record.attemptsSince());
        if (record.notBefore() != null) {
            EpochNanos.of(record.notBefore());
        }
        if (record.processedAt() != null) {
            EpochNanos.of(record.processedAt());
        }
    }
}
