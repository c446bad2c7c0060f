package dev.sallyport.core.port.out;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;

/**
 * Takes a verified webhook in: its bytes, its record and its entry in the queue are durable before the provider is told
 * 202.
 *
 * <p>Where archive, record and queue are one database, an adapter implements this port as one transaction. Where they
 * are three services, the core's own step-by-step intake composes {@link PayloadArchive}, {@link WebhookStore} and
 * {@link ProcessingQueue} in an order in which a crash between any two steps loses nothing that was answered. A queue
 * whose entries are large enough may carry the bytes itself: the archive then has them before the entry leaves the
 * queue.
 */
public interface WebhookIntake {

    /**
     * Makes a webhook durable and queues it, unless one of the same id is already recorded.
     *
     * <p>Atomicity: after a return all parts hold the webhook. After an exception any of them may; calling again
     * converges on the same record. A record that exists and is not terminal is made sure to be queued.
     *
     * <p>Order: webhooks of one ordering key are queued in the order in which their calls returned, where one returned
     * before the other began.
     *
     * @param record the record to create, of status {@code RECEIVED} and revision 0
     * @param original the request, with the same id
     * @throws PortUnavailableException if nothing was kept
     * @throws OutcomeUnknownException if the webhook may or may not be kept
     */
    IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original);

    /** What became of a webhook that was taken in. */
    sealed interface IntakeOutcome {

        /** Returns the record that is now kept. */
        WebhookRecord record();

        /** It is new, and now recorded and queued. */
        record TakenIn(WebhookRecord record) implements IntakeOutcome {}

        /** It was recorded before; this arrival adds nothing. */
        record AlreadyKnown(WebhookRecord record) implements IntakeOutcome {}
    }
}
