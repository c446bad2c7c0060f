package dev.sallyport.core.event;

import java.time.Instant;

/**
 * What subscribers are told of a processed webhook: source {@value #SOURCE}, detail type {@value #DETAIL_TYPE}.
 *
 * @param webhookId the id under which every publication of this event goes
 * @param provider who sent the webhook
 * @param eventType the provider's type
 * @param orderingKey the key within which publications keep the order of acceptance
 * @param receivedAt when the webhook arrived
 * @param archiveKey where its bytes are
 * @param processedAt when it was published
 * @param attempt the attempt that succeeded, from 1
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
        boolean replay) {

    /** The source under which events are published. */
    public static final String SOURCE = "webhook.processor";

    /** The detail type of a processed webhook. */
    public static final String DETAIL_TYPE = "Webhook Processed";
}
