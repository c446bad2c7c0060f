package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;

/**
 * Takes webhooks in as one step, as an adapter does whose archive, store and queue are one database. Safe for any number
 * of threads.
 */
public final class InMemoryWebhookIntake implements WebhookIntake {

    private final PayloadArchive archive;
    private final WebhookStore store;
    private final ProcessingQueue queue;

    /** Makes an intake over parts that do not fail. */
    public InMemoryWebhookIntake(PayloadArchive archive, WebhookStore store, ProcessingQueue queue) {
        this.archive = archive;
        this.store = store;
        this.queue = queue;
    }

    @Override
    public synchronized IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        WebhookRecord existing = store.find(record.id());
        if (existing != null) {
            if (!existing.status().isTerminal()) {
                queue.enqueue(existing.id(), existing.orderingKey());
            }
            return new IntakeOutcome.AlreadyKnown(existing);
        }
        WebhookRecord kept =
                switch (archive.store(record.archiveKey(), original)) {
                    case ArchiveOutcome.Stored stored -> record;
                    case ArchiveOutcome.AlreadyStored earlier ->
                        record.describing(earlier.bodySha256(), earlier.bodySize());
                };
        return switch (store.create(kept)) {
            case CreateOutcome.Created created -> {
                queue.enqueue(kept.id(), kept.orderingKey());
                yield new IntakeOutcome.TakenIn(kept);
            }
            case CreateOutcome.AlreadyExists known -> new IntakeOutcome.AlreadyKnown(known.existing());
        };
    }
}
