package dev.sallyport.core.port.in;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Handles and publishes a batch of queued webhooks, group by group.
 *
 * <p>Safe for any number of threads, as long as the queue hands a key to one of them at a time.
 */
public interface ProcessWebhooksUseCase {

    /**
     * Works through a batch. Within one ordering key entries are taken in the order given; the first that does not
     * succeed holds back the rest of its key and nothing else. Never throws for a fault of a port.
     *
     * @return one outcome per entry, in the order given
     */
    default List<EntryOutcome> process(List<QueuedWebhook> batch) {
        return process(batch, Instant.MAX);
    }

    /**
     * Works through a batch as far as time allows, for hosts that are stopped at a certain time.
     *
     * @param until nothing more is begun from this instant on: what has no outcome by then goes back to the queue. What
     *     was begun is finished, which takes some calls of ports
     * @return one outcome per entry, in the order given
     */
    List<EntryOutcome> process(List<QueuedWebhook> batch, Instant until);

    /**
     * One entry of the queue.
     *
     * @param id which webhook
     * @param key its ordering key
     */
    record QueuedWebhook(WebhookId id, OrderingKey key) {}

    /** What the queue should do with an entry. */
    sealed interface EntryOutcome {

        /** Nothing is left to do: remove it. */
        record Finished() implements EntryOutcome {}

        /** Keep it, and hand it out again after the delay; later entries of its key wait behind it. */
        record Later(Duration delay) implements EntryOutcome {}
    }
}
