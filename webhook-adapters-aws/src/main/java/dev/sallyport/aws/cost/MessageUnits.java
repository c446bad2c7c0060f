package dev.sallyport.aws.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Counts started chunks of 64 KiB.
 *
 * @see <a href="https://aws.amazon.com/sqs/pricing/">SQS</a>: every 64 KB chunk of a payload is one request
 * @see <a href="https://aws.amazon.com/eventbridge/pricing/">EventBridge</a>: every 64 KB chunk is one event
 */
final class MessageUnits {

    private static final int CHUNK = 64 << 10;

    private MessageUnits() {}

    static long ofQueue(SdkRequest request, SdkResponse response) {
        if (request instanceof SendMessageRequest send) {
            return chunks(bytes(send.messageBody()));
        }
        if (request instanceof SendMessageBatchRequest batch) {
            return chunks(sum(batch.entries().stream().map(SendMessageBatchRequestEntry::messageBody)));
        }
        if (response instanceof ReceiveMessageResponse received) {
            return chunks(sum(received.messages().stream().map(Message::body)));
        }
        return 1;
    }

    static long ofBus(SdkRequest request) {
        return request instanceof PutEventsRequest put
                ? put.entries().stream()
                        .mapToLong(entry -> chunks(bytes(entry)))
                        .sum()
                : 0;
    }

    private static long bytes(PutEventsRequestEntry entry) {
        return bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
    }

    private static long sum(Stream<@Nullable String> texts) {
        return texts.mapToLong(MessageUnits::bytes).sum();
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }

    private static long chunks(long bytes) {
        return Math.max(1, (bytes + CHUNK - 1) / CHUNK);
    }
}
