package dev.sallyport.aws.sqs;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Queues deliveries in an SQS standard queue. Safe for any number of threads.
 *
 * <p>Each message carries its tenant as message group, by which the service keeps a tenant with a backlog from delaying
 * the others; it keeps no order, and neither has this port any. A delivery may stand in the queue several times: who is
 * handed one looks at the store. Delays are whole seconds, rounded up, of at most 15 minutes; the admission is not asked,
 * because the service cannot choose.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">fair
 *     queues</a>
 */
public final class SqsDeliveryQueue implements DeliveryQueue {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final int MOST_MESSAGES = 10;
    private static final int OFFERS = 3;

    private final SqsClient client;
    private final String queueUrl;
    private final SqsReceiving receiving;
    private final ReceiptSettlement settlement;

    /** Uses a queue that exists. */
    public SqsDeliveryQueue(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
        receiving = new SqsReceiving(client, queueUrl);
        settlement = new ReceiptSettlement(client, queueUrl);
    }

    @Override
    public Duration longestDelay() {
        return LONGEST_DELAY;
    }

    @Override
    public void enqueue(List<Entry> entries) {
        entries.forEach(entry -> requireInRange(entry.delay()));
        List<List<Entry>> parts = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += MOST_MESSAGES) {
            parts.add(entries.subList(from, Math.min(from + MOST_MESSAGES, entries.size())));
        }
        ParallelCalls.map(parts, this::send);
    }

    private List<Entry> send(List<Entry> part) {
        List<SendMessageBatchRequestEntry> left = new ArrayList<>();
        for (Entry entry : part) {
            left.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(left.size()))
                    .messageBody(DeliveryMessage.write(entry.id()))
                    .messageGroupId(entry.tenant().value())
                    .delaySeconds(ReceiptSettlement.seconds(entry.delay()))
                    .build());
        }
        for (int offer = 1; !left.isEmpty(); offer++) {
            if (offer > OFFERS) {
                throw new OutcomeUnknownException("SQS SendMessageBatch left entries over");
            }
            List<SendMessageBatchRequestEntry> asked = left;
            Set<String> failed = AwsCalls.writing(
                            "SQS SendMessageBatch",
                            () -> client.sendMessageBatch(
                                    request -> request.queueUrl(queueUrl).entries(asked)))
                    .failed()
                    .stream()
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toUnmodifiableSet());
            left = asked.stream().filter(entry -> failed.contains(entry.id())).toList();
        }
        return part;
    }

    @Override
    public List<Handout> receive(int limit, Duration visibility, Admission admission) {
        return receiving.upTo(limit, visibility).stream()
                .map(SqsDeliveryQueue::handout)
                .toList();
    }

    private static Handout handout(Message message) {
        return new Handout(DeliveryMessage.read(message.body()), new Receipt(message.receiptHandle()));
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        settlement.delete(receipts.stream().map(Receipt::value).toList());
    }

    @Override
    public void release(Receipt receipt, Duration delay) {
        requireInRange(delay);
        settlement.hideFor(List.of(receipt.value()), delay);
    }

    private static void requireInRange(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be from zero to " + LONGEST_DELAY + ", not " + delay);
        }
    }
}
