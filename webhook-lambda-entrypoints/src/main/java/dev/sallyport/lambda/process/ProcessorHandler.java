package dev.sallyport.lambda.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.lambda.queue.QueueMessages;
import dev.sallyport.lambda.queue.WebhookBatches;

/** Processes webhooks as the queue hands them out, and names those that it gives back. Thread-safe. */
public final class ProcessorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final WebhookBatches batches;

    /** Builds the function from its environment. */
    public ProcessorHandler() {
        this(DaggerProcessorComponent.create().batches());
    }

    /** Takes what works through batches. */
    public ProcessorHandler(WebhookBatches batches) {
        this.batches = batches;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return QueueMessages.answer(batches.handle(QueueMessages.of(event), context));
    }
}
