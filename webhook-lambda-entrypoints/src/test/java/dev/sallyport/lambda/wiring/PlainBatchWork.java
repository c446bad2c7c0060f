package dev.sallyport.lambda.wiring;

import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.lambda.queue.WebhookBatches.BatchWork;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads messages as the adapter of the queue wrote them, and hands them to a use case over whatever stores. */
final class PlainBatchWork implements BatchWork {

    private final BiFunction<List<QueuedWebhook>, Instant, List<EntryOutcome>> useCase;

    PlainBatchWork(BiFunction<List<QueuedWebhook>, Instant, List<EntryOutcome>> useCase) {
        this.useCase = useCase;
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
        return useCase.apply(bodies.stream().map(PlainBatchWork::entryIn).toList(), until);
    }

    private static QueuedWebhook entryIn(String body) {
        QueueMessage message = QueueMessage.read(body);
        return new QueuedWebhook(message.id(), message.key());
    }
}
