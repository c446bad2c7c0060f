package dev.sallyport.lambda.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.lambda.queue.DeliveryBatches;
import dev.sallyport.lambda.queue.QueueMessages;

/** Delivers events to tenants' endpoints as the queue hands their deliveries out. Thread-safe. */
public final class DeliveryHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final DeliveryBatches batches;

    /** Builds the function from its environment. */
    public DeliveryHandler() {
        this(DaggerDeliveryComponent.create().batches());
    }

    /** Takes what delivers. */
    public DeliveryHandler(DeliveryBatches batches) {
        this.batches = batches;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return QueueMessages.answer(batches.handle(QueueMessages.of(event), context));
    }
}
