package dev.sallyport.core.port.out;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import java.time.Duration;
import java.util.List;

/**
 * Holds webhooks until they are processed, first in first out within an ordering key.
 *
 * <p>Delivery is at least once. While an entry is handed out and neither acknowledged nor released, later entries of
 * its key are not handed out to anyone else; other keys are not affected.
 */
public interface ProcessingQueue {

    /**
     * Appends a webhook behind all others of its key. Where it is in the queue already, an adapter may leave it at its
     * place instead of queueing it twice.
     *
     * @throws PortUnavailableException if nothing was queued
     * @throws OutcomeUnknownException if it may or may not be queued
     */
    void enqueue(WebhookId id, OrderingKey key);

    /**
     * Hands out entries that are ready: for each key a run from its head, in order, or nothing.
     *
     * @param limit the most entries, 1 to 1,000; an adapter may hand out fewer
     * @param visibility how long the entries are reserved; after it they are handed out again
     * @return possibly empty; entries of one key stand in queue order
     */
    List<Delivery> receive(int limit, Duration visibility);

    /** Removes entries for good. Receipts that have run out are ignored. */
    void acknowledge(List<Receipt> receipts);

    /**
     * Gives entries back. Each, and with it its key, is handed out again no earlier than the delay from now; the place
     * in the order is kept.
     */
    void release(List<Receipt> receipts, Duration delay);

    /**
     * One handing out of one entry.
     *
     * @param webhookId which webhook
     * @param key its ordering key
     * @param receipt what acknowledges or releases it
     */
    record Delivery(WebhookId webhookId, OrderingKey key, Receipt receipt) {}

    /**
     * Stands for one handing out.
     *
     * @param value opaque; only the queue that issued it can read it
     */
    record Receipt(String value) {}
}
