package dev.sallyport.lambda.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.lambda.telemetry.Traces;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of one event, in the order of the queue. */
public final class QueueMessages {

    private QueueMessages() {}

    /**
     * One handing out of one message.
     *
     * @param id what the answer names it by
     * @param receipt what changes how long it stays hidden
     * @param group its message group; null in queues without order
     * @param receives how often it was handed out, this time included
     * @param trace the trace that it was sent in; null if there is none
     */
    public record QueueMessage(
            String id,
            String body,
            String receipt,
            @Nullable String group,
            int receives,
            @Nullable String trace) {

        /** Names the id only: a body may hold a payload. */
        @Override
        public String toString() {
            return "QueueMessage[" + id + "]";
        }
    }

    /** Returns the messages of an event. */
    public static List<QueueMessage> of(SQSEvent event) {
        List<SQSMessage> records = event.getRecords();
        return records == null
                ? List.of()
                : records.stream().map(QueueMessages::message).toList();
    }

    private static QueueMessage message(SQSMessage message) {
        Map<String, String> given = message.getAttributes();
        Map<String, String> attributes = given == null ? Map.of() : given;
        return new QueueMessage(
                message.getMessageId(),
                message.getBody(),
                message.getReceiptHandle(),
                attributes.get("MessageGroupId"),
                number(attributes.get("ApproximateReceiveCount")),
                Traces.checked(attributes.get("AWSTraceHeader")));
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** Returns the answer by which all but some messages are deleted. */
    public static SQSBatchResponse answer(Collection<QueueMessage> givenBack) {
        return new SQSBatchResponse(givenBack.stream()
                .map(message -> new SQSBatchResponse.BatchItemFailure(message.id()))
                .toList());
    }
}
