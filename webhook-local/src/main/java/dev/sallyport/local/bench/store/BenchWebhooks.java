package dev.sallyport.local.bench.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import java.util.List;

/** Makes webhooks by number, of a few providers in turn: the same number gives the same id. Thread-safe. */
final class BenchWebhooks {

    /** Whose webhooks they are. */
    static final List<ProviderId> PROVIDERS = List.of(
            new ProviderId("bench-1"), new ProviderId("bench-2"), new ProviderId("bench-3"), new ProviderId("bench-4"));

    private static final EventType TYPE = new EventType("invoice.payment_succeeded");
    private static final Headers HEADERS = Headers.of(
            "Host", "hooks.example.com",
            "User-Agent", "Bench/1.0",
            "Content-Type", "application/json; charset=utf-8",
            "X-Webhook-Signature", "0".repeat(64));

    private final int bodyBytes;

    BenchWebhooks(int bodyBytes) {
        this.bodyBytes = bodyBytes;
    }

    static ProviderId providerOf(long number) {
        return PROVIDERS.get((int) (number % PROVIDERS.size()));
    }

    static WebhookId idOf(long number) {
        return WebhookId.ofEvent(providerOf(number), eventIdOf(number));
    }

    private static String eventIdOf(long number) {
        return "evt_" + number;
    }

    ArchivedWebhook original(long number, Instant receivedAt) {
        byte[] body = new byte[bodyBytes];
        byte[] start = ("{\"id\":\"" + eventIdOf(number) + "\"}").getBytes(US_ASCII);
        System.arraycopy(start, 0, body, 0, Math.min(start.length, body.length));
        ProviderId provider = providerOf(number);
        String url = "https://hooks.example.com/webhooks/" + provider;
        return new ArchivedWebhook(
                idOf(number), provider, new WebhookRequest("POST", url, HEADERS, RawPayload.adopt(body), receivedAt));
    }

    WebhookRecord record(long number, ArchivedWebhook original) {
        return WebhookRecord.builder()
                .id(original.id())
                .provider(original.provider())
                .providerEventId(eventIdOf(number))
                .eventType(TYPE)
                .orderingKey(OrderingKey.ofProvider(original.provider()))
                .status(WebhookStatus.RECEIVED)
                .receivedAt(original.receivedAt())
                .archiveKey(ArchiveKey.ofWebhook(original.provider(), original.id(), original.receivedAt()))
                .bodySha256(original.body().sha256())
                .bodySize(original.body().size())
                .build();
    }
}
