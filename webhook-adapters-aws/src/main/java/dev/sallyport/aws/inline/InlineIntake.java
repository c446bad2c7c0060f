package dev.sallyport.aws.inline;

import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;
import java.util.function.Predicate;

/**
 * Takes webhooks in by two calls: the whole webhook travels in the queue's message, then its record is created. The
 * archive is written by whoever consumes the message, many webhooks at a time. Safe for any number of threads.
 *
 * <p>The message goes first. A crash in between leaves a message without a record, of which nobody was told 202; the
 * consumer creates the record from the message and carries on. The other way around, a record would be left whose bytes
 * are nowhere.
 *
 * <p>A webhook that comes again is queued again, whatever its record says: to know it beforehand would take a third call
 * for every webhook, while a superfluous message costs one for the few that come twice. The consumer drops it.
 */
public final class InlineIntake implements WebhookIntake {

    /** The service bills messages by started chunks of this many bytes. */
    static final int CHUNK = 64 << 10;

    private final DynamoDbWebhookStore store;
    private final SqsProcessingQueue queue;
    private final WebhookIntake others;
    private final Predicate<ProviderId> inline;

    /**
     * Uses a store and a queue.
     *
     * @param others takes in what does not travel in a message: webhooks of other providers, and those whose message
     *     would be larger than 64 KiB
     * @param inline tells whether a provider's webhooks travel in messages
     */
    public InlineIntake(
            DynamoDbWebhookStore store, SqsProcessingQueue queue, WebhookIntake others, Predicate<ProviderId> inline) {
        this.store = store;
        this.queue = queue;
        this.others = others;
        this.inline = inline;
    }

    @Override
    public IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        if (record.revision() != 0) {
            throw new IllegalArgumentException("a record to take in has revision 0, not " + record.revision());
        }
        // What the body alone makes too large even at the strongest compression that JSON ever sees is not tried.
        if (!inline.test(record.provider()) || original.body().size() > 16 * CHUNK) {
            return others.takeIn(record, original);
        }
        String arrival = queue.newArrival();
        QueueMessage message = new QueueMessage(
                record.id(), record.orderingKey(), arrival, new InlineWebhook(record, original).write());
        if (message.write().length() > CHUNK) {
            return others.takeIn(record, original);
        }
        queue.send(message, arrival);
        return switch (store.create(record, arrival)) {
            case CreateOutcome.Created created -> new IntakeOutcome.TakenIn(record);
            case CreateOutcome.AlreadyExists known -> new IntakeOutcome.AlreadyKnown(known.existing());
        };
    }
}
