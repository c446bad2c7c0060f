package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.event.WebhookStatus;
import java.time.Instant;
import java.util.SplittableRandom;

/** Webhooks of numbered events, the same at every run. */
final class StoreFixture {

    static final ProviderId ACME = new ProviderId("acme");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Headers HEADERS = Headers.of(
            "content-type", "application/json; charset=utf-8",
            "user-agent", "Acme/1.0 (+https://acme.example/docs/webhooks)",
            "x-webhook-signature", "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
            "host", "gate.example:8080",
            "accept", "*/*; q=0.5, application/xml");

    private StoreFixture() {}

    static WebhookId id(long event) {
        return WebhookId.ofEvent(ACME, "evt_" + event);
    }

    static ArchivedWebhook original(long event, int bodySize, Instant receivedAt) {
        byte[] body = new byte[bodySize];
        new SplittableRandom(event).nextBytes(body);
        return new ArchivedWebhook(
                id(event),
                ACME,
                new WebhookRequest(
                        "POST", "https://gate.example/webhooks/acme", HEADERS, RawPayload.adopt(body), receivedAt));
    }

    static WebhookRecord record(ArchivedWebhook original, long event, OrderingKey key) {
        return WebhookRecord.builder()
                .id(original.id())
                .provider(original.provider())
                .providerEventId("evt_" + event)
                .eventType(new EventType("charge.succeeded"))
                .orderingKey(key)
                .status(WebhookStatus.RECEIVED)
                .receivedAt(original.receivedAt())
                .archiveKey(ArchiveKey.ofWebhook(original.provider(), original.id(), original.receivedAt()))
                .bodySha256(original.body().sha256())
                .bodySize(original.body().size())
                .build();
    }
}
