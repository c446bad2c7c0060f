package dev.sallyport.local.bench.store;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.local.store.LocalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes every port call that processing makes, in the same order, but decides by number: one webhook in a thousand
 * dies, the others are published. Thread-safe.
 */
final class BenchProcessing {

    private static final int AT_ONCE = 256;
    private static final Duration VISIBILITY = Duration.ofMinutes(1);
    private static final int DYING = 1_000;

    private final LocalStore store;

    BenchProcessing(LocalStore store) {
        this.store = store;
    }

    /** Processes what is handed out; returns how many that were. */
    int once() {
        List<Delivery> deliveries = store.queue().receive(AT_ONCE, VISIBILITY);
        if (deliveries.isEmpty()) {
            return 0;
        }
        Map<WebhookId, WebhookRecord> records = store.webhooks()
                .findAll(deliveries.stream().map(Delivery::webhookId).toList());
        Instant now = Instant.now();
        List<PublishedEvent> events = new ArrayList<>();
        List<WebhookRecord> replacements = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            WebhookRecord record = records.get(delivery.webhookId());
            if (record == null || record.status().isTerminal()) {
                continue;
            }
            if (Math.floorMod(record.id().hashCode(), DYING) == 0) {
                FailedAttempt last = new FailedAttempt(1, now, FailedAttempt.FailureKind.HANDLER, "bench");
                replacements.add(record.dead(last, DeathReason.HANDLER_FAILED));
            } else {
                events.add(PublishedEvent.ofProcessed(record, now));
                replacements.add(record.processed(now));
            }
        }
        store.publisher().publish(events);
        store.webhooks().replaceAll(replacements);
        store.queue().acknowledge(deliveries.stream().map(Delivery::receipt).toList());
        return deliveries.size();
    }
}
