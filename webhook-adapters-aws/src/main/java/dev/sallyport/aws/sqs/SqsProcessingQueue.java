package dev.sallyport.aws.sqs;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * Queues webhooks in an SQS FIFO queue: message group is the ordering key. Safe for any number of threads.
 *
 * <p>The service forgets for five minutes nothing that it was sent: a webhook that was acknowledged and is queued again
 * within that time, as after a redrive, would be swallowed if its id alone were the deduplication id. So each call of
 * {@link #enqueue} has an id of its own, which serves against the SDK's repetitions of one request; that a webhook is
 * taken in once is decided by its record.
 *
 * <p>Reservations and delays are whole seconds, rounded up, of at most twelve hours; a longer delay ends at twelve.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html">deduplication
 *     in FIFO queues</a>
 */
public final class SqsProcessingQueue implements ProcessingQueue {

    private final SqsClient client;
    private final String queueUrl;
    private final Supplier<String> nonces;
    private final SqsReceiving receiving;
    private final Function<WebhookId, @Nullable String> traces;
    private final ReceiptSettlement settlement;

    /**
     * Uses a queue that exists.
     *
     * @param nonces supplies texts of up to 64 letters and digits, each once
     */
    public SqsProcessingQueue(SqsClient client, String queueUrl, Supplier<String> nonces) {
        this(client, queueUrl, nonces, id -> null);
    }

    /**
     * Uses a queue that exists, and sends with each message the trace that its webhook belongs to.
     *
     * @param nonces supplies texts of up to 64 letters and digits, each once
     * @param traces returns a webhook's trace header in the form of X-Ray, or null; the service refuses any other text
     */
    public SqsProcessingQueue(
            SqsClient client, String queueUrl, Supplier<String> nonces, Function<WebhookId, @Nullable String> traces) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.nonces = nonces;
        receiving = new SqsReceiving(client, queueUrl);
        this.traces = traces;
        settlement = new ReceiptSettlement(client, queueUrl);
    }

    @Override
    public void enqueue(WebhookId id, OrderingKey key) {
        send(new QueueMessage(id, key), newArrival());
    }

    /** Returns a name for one message, which no other has. */
    public String newArrival() {
        return nonces.get();
    }

    /**
     * Appends a message behind all others of its key.
     *
     * @param arrival what {@link #newArrival} gave for it
     * @throws PortUnavailableException if nothing was queued
     * @throws OutcomeUnknownException if it may or may not be queued
     */
    public void send(QueueMessage message, String arrival) {
        String trace = traces.apply(message.id());
        Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> attributes = trace == null
                ? Map.of()
                : Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(trace)
                                .build());
        AwsCalls.writing(
                "SQS SendMessage",
                () -> client.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(message.write())
                        .messageGroupId(QueueMessage.groupOf(message.key()))
                        .messageDeduplicationId(message.id().value() + '-' + arrival)
                        .messageSystemAttributes(attributes)));
    }

    @Override
    public List<Delivery> receive(int limit, Duration visibility) {
        return receiving.upTo(limit, visibility).stream()
                .map(message -> QueueMessage.read(message.body(), message.receiptHandle()))
                .toList();
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        settlement.delete(values(receipts));
    }

    @Override
    public void release(List<Receipt> receipts, Duration delay) {
        settlement.hideFor(values(receipts), delay);
    }

    private static List<String> values(List<Receipt> receipts) {
        return receipts.stream().map(Receipt::value).toList();
    }
}
