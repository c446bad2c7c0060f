package dev.sallyport.lambda.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.lambda.queue.QueueMessages;
import dev.sallyport.lambda.queue.WebhookBatches;

/** Records as dead what the queue gave up, and stores the dead letters. Thread-safe. */
public final class DeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final WebhookBatches batches;

    /** Builds the function from its environment. */
    public DeadLetterHandler() {
        this(DaggerDeadLetterComponent.create().batches());
    }

    /** Takes what works through batches. */
    public DeadLetterHandler(WebhookBatches batches) {
        this.batches = batches;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return QueueMessages.answer(batches.handle(QueueMessages.of(event), context));
    }
}
