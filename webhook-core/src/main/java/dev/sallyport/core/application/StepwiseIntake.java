package dev.sallyport.core.application;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;

/**
 * Takes webhooks in over three parts that share no transaction.
 *
 * <p>The order archive, record, queue is what makes a crash harmless: a queue entry never names a record that is not
 * there, and a record never names bytes that are not there. What a crash can leave behind is an archived body without a
 * record (unanswered, so the provider sends again) or a record without a queue entry (the provider's retry or the
 * sweeper queues it).
 */
final class StepwiseIntake implements WebhookIntake {

    private final PayloadArchive archive;
    private final WebhookStore store;
    private final ProcessingQueue queue;

    StepwiseIntake(PayloadArchive archive, WebhookStore store, ProcessingQueue queue) {
        this.archive = archive;
        this.store = store;
        this.queue = queue;
    }

    @Override
    public IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        WebhookRecord archived = describeWhatIsArchived(record, archive.store(record.archiveKey(), original));
        return switch (store.create(archived)) {
            case CreateOutcome.Created created -> {
                queue.enqueue(archived.id(), archived.orderingKey());
                yield new IntakeOutcome.TakenIn(archived);
            }
            case CreateOutcome.AlreadyExists known -> {
                WebhookRecord existing = known.existing();
                if (!existing.status().isTerminal()) {
                    // The first arrival may have died between record and queue; a second entry does no harm.
                    queue.enqueue(existing.id(), existing.orderingKey());
                }
                yield new IntakeOutcome.AlreadyKnown(existing);
            }
        };
    }

    /** An earlier arrival that died before its record may have archived other bytes of the same event: those count. */
    private static WebhookRecord describeWhatIsArchived(WebhookRecord record, ArchiveOutcome outcome) {
        return switch (outcome) {
            case ArchiveOutcome.Stored stored -> record;
            case ArchiveOutcome.AlreadyStored earlier -> record.describing(earlier.bodySha256(), earlier.bodySize());
        };
    }
}
