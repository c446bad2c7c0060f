package dev.sallyport.aws.sqs;

import dev.sallyport.aws.AwsCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives messages, ten in a call, until there are enough or the queue has no more at once. */
final class SqsReceiving {

    private static final int MOST_MESSAGES = 10;
    private static final int LARGEST_LIMIT = 1_000;

    private final SqsClient client;
    private final String queueUrl;

    SqsReceiving(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    List<Message> upTo(int limit, Duration visibility) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT);
        }
        List<Message> received = new ArrayList<>();
        while (received.size() < limit) {
            int wanted = Math.min(MOST_MESSAGES, limit - received.size());
            List<Message> messages = AwsCalls.writing(
                    "SQS ReceiveMessage",
                    () -> client.receiveMessage(request -> request.queueUrl(queueUrl)
                                    .maxNumberOfMessages(wanted)
                                    .visibilityTimeout(ReceiptSettlement.seconds(visibility)))
                            .messages());
            received.addAll(messages);
            if (messages.size() < wanted) {
                break;
            }
        }
        return received;
    }
}
