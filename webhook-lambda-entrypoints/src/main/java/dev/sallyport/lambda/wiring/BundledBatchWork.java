package dev.sallyport.lambda.wiring;

import dev.sallyport.aws.inline.Batch;
import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.lambda.queue.WebhookBatches.BatchWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens batches, in which webhooks may travel that nobody has recorded or archived yet, and hands them to a use case that
 * sees records and archive as they are after that. Thread-safe.
 */
final class BundledBatchWork implements BatchWork {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Function<List<String>, Batch> opening;
    private final InboundParts parts;
    private final UseCase useCase;

    /**
     * Makes it.
     *
     * @param opening records and archives what travels in messages; may throw a {@link PortException}
     * @param parts what the use case is made of, but for store and archive
     */
    BundledBatchWork(Function<List<String>, Batch> opening, InboundParts parts, UseCase useCase) {
        this.opening = opening;
        this.parts = parts;
        this.useCase = useCase;
    }

    /** What is done with the webhooks of a batch. */
    @FunctionalInterface
    interface UseCase {

        /** Works through a batch, and begins nothing from an instant on. */
        List<EntryOutcome> apply(Inbound inbound, List<QueuedWebhook> batch, Instant until);
    }

    @Override
    public @Nullable WebhookId webhookIn(String body) {
        try {
            return QueueMessage.read(body).id();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    @Override
    public List<EntryOutcome> work(List<String> bodies, Instant until) {
        Batch batch;
        try {
            batch = opening.apply(bodies);
        } catch (PortException e) {
            return bodies.stream()
                    .<EntryOutcome>map(body -> new EntryOutcome.Later(PAUSE))
                    .toList();
        }
        Inbound inbound = Inbound.of(InboundParts.builder()
                .from(parts)
                .store(batch.store())
                .archive(batch.archive())
                .build());
        return batch.outcomes(useCase.apply(inbound, batch.entries(), until));
    }
}
