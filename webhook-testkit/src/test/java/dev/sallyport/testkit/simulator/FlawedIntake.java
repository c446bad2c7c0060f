package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes webhooks in step by step, with one defect. */
final class FlawedIntake implements WebhookIntake {

    private final Defect defect;
    private final InboundParts parts;
    private final Deque<Runnable> putOff = new ArrayDeque<>();

    FlawedIntake(Defect defect, InboundParts parts) {
        this.defect = defect;
        this.parts = parts;
    }

    @Override
    public IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        return switch (defect) {
            case ACKNOWLEDGES_BEFORE_STORING -> {
                putOff.add(() -> takeInProperly(record, original));
                yield new IntakeOutcome.TakenIn(record);
            }
            case QUEUES_BEFORE_RECORDING -> {
                parts.queue().enqueue(record.id(), record.orderingKey());
                WebhookRecord archived = archive(record, original);
                yield switch (parts.store().create(archived)) {
                    case CreateOutcome.Created created -> new IntakeOutcome.TakenIn(archived);
                    case CreateOutcome.AlreadyExists known -> new IntakeOutcome.AlreadyKnown(known.existing());
                };
            }
            case ARCHIVES_LAST -> {
                IntakeOutcome outcome = recordAndQueue(record);
                parts.archive().store(record.archiveKey(), original);
                yield outcome;
            }
            default -> takeInProperly(record, original);
        };
    }

    private IntakeOutcome takeInProperly(WebhookRecord record, ArchivedWebhook original) {
        return recordAndQueue(archive(record, original));
    }

    private WebhookRecord archive(WebhookRecord record, ArchivedWebhook original) {
        return switch (parts.archive().store(record.archiveKey(), original)) {
            case ArchiveOutcome.Stored stored -> record;
            case ArchiveOutcome.AlreadyStored earlier -> record.describing(earlier.bodySha256(), earlier.bodySize());
        };
    }

    private IntakeOutcome recordAndQueue(WebhookRecord record) {
        return switch (parts.store().create(record)) {
            case CreateOutcome.Created created -> {
                parts.queue().enqueue(record.id(), record.orderingKey());
                yield new IntakeOutcome.TakenIn(record);
            }
            case CreateOutcome.AlreadyExists known -> {
                if (!known.existing().status().isTerminal()) {
                    parts.queue().enqueue(record.id(), record.orderingKey());
                }
                yield new IntakeOutcome.AlreadyKnown(known.existing());
            }
        };
    }

    /** Stores what was answered before. */
    void storeWhatWasPutOff() {
        for (Runnable next = putOff.poll(); next != null; next = putOff.poll()) {
            try {
                next.run();
            } catch (PortException e) {
                putOff.addFirst(next);
                return;
            }
        }
    }

    /** Archives a request that did not pass the gate. */
    void keepRefused(ReceiveWebhookCommand command) {
        WebhookId id = WebhookId.ofBody(command.provider(), command.request().body());
        ArchiveKey key =
                ArchiveKey.ofWebhook(command.provider(), id, command.request().receivedAt());
        try {
            parts.archive().store(key, new ArchivedWebhook(id, command.provider(), command.request()));
        } catch (PortException e) {
            // It was refused already: there is nobody to tell.
        }
    }
}
