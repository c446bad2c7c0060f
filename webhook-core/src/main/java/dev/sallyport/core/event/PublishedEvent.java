package dev.sallyport.core.event;

import java.time.Instant;

/**
 * What subscribers are told of a processed webhook: source {@value #SOURCE}, detail type {@value #DETAIL_TYPE}, or
 * {@value #STALE_DETAIL_TYPE} for one that a newer version overtook.
 *
 * @param webhookId the id under which every publication of this event goes
 * @param provider who sent the webhook
 * @param eventType the provider's type
 * @param orderingKey the key within which publications keep the order of acceptance
 * @param receivedAt when the webhook arrived
 * @param archiveKey where its bytes are
 * @param processedAt when it was published
 * @param attempt the attempt that succeeded, from 1
 * @param orderMark how it stood to others of its key
 * @param replay whether this repeats an event published before, at an operator's wish
 */
public record PublishedEvent(
        WebhookId webhookId,
        ProviderId provider,
        EventType eventType,
        OrderingKey orderingKey,
        Instant receivedAt,
        ArchiveKey archiveKey,
        Instant processedAt,
        int attempt,
        OrderMark orderMark,
        boolean replay) {

    /** The source under which events are published. */
    public static final String SOURCE = "webhook.processor";

    /** The detail type of a processed webhook. */
    public static final String DETAIL_TYPE = "Webhook Processed";

    /** The detail type of a processed webhook that is marked stale: rules for the other do not match it. */
    public static final String STALE_DETAIL_TYPE = "Webhook Stale";

    /** Returns what is published of a webhook that has just been processed. */
    public static PublishedEvent ofProcessed(WebhookRecord record, Instant processedAt) {
        return of(record, processedAt, false);
    }

    /** Returns what is published of a webhook that is published once more. */
    public static PublishedEvent ofReplay(WebhookRecord record, Instant replayedAt) {
        return of(record, replayedAt, true);
    }

    private static PublishedEvent of(WebhookRecord record, Instant at, boolean replay) {
        return new PublishedEvent(
                record.id(),
                record.provider(),
                record.eventType(),
                record.orderingKey(),
                record.receivedAt(),
                record.archiveKey(),
                at,
                record.nextAttempt(),
                record.orderMark(),
                replay);
    }

    /** Returns the detail type under which this event is published. */
    public String detailType() {
        return orderMark == OrderMark.STALE ? STALE_DETAIL_TYPE : DETAIL_TYPE;
    }
}
