package dev.sallyport.core.application;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.retry.RetryPolicy;

/** Opens to tests what a provider's configuration says. */
public final class ProviderPolicies {

    private ProviderPolicies() {}

    public static RetryPolicy retryPolicy(InboundParts parts, WebhookRecord record) {
        return parts.providers().retryPolicy(record.provider());
    }

    /** Returns how the numbered events of a record's provider wait for each other; null if they do not. */
    public static SequenceGate sequence(InboundParts parts, WebhookRecord record) {
        return parts.providers().sequence(record.provider());
    }

    public static boolean marksLateEvents(InboundParts parts, WebhookRecord record) {
        return record.position() != null && parts.providers().lateEvents(record.provider()) == LateEvents.MARK_STALE;
    }
}
