package dev.sallyport.lambda.process;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages as Lambda hands them over. */
final class Batches {

    private Batches() {}

    static SQSEvent event(SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        return event;
    }

    /** A message whose id is {@code m-} and the last character of its webhook's event. */
    static SQSMessage message(String id, WebhookId webhook, OrderingKey key, int receives) {
        return message(
                id,
                "{\"webhook_id\":\"" + webhook.value() + "\",\"ordering_key\":\"" + key.value() + "\"}",
                key.value(),
                receives);
    }

    static SQSMessage message(String id, String body, String group, int receives) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("receipt-" + id);
        message.setBody(body);
        message.setAttributes(
                new HashMap<>(Map.of("MessageGroupId", group, "ApproximateReceiveCount", Integer.toString(receives))));
        return message;
    }

    static List<String> givenBack(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
