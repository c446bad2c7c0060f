package dev.sallyport.aws.sqs;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** Deletes and hides messages by their receipts, ten in a call, each of which may fail by itself. */
final class ReceiptSettlement {

    private static final int MOST_ENTRIES = 10;
    private static final int OFFERS = 3;
    private static final Duration LONGEST = Duration.ofHours(12);

    /** The message was deleted, or handed out again, since: by the port's word such receipts are ignored. */
    private static final Set<String> RUN_OUT = Set.of(
            "ReceiptHandleIsInvalid",
            "InvalidParameterValue",
            "MessageNotInflight",
            "AWS.SimpleQueueService.MessageNotInflight");

    private final SqsClient client;
    private final String queueUrl;

    ReceiptSettlement(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    void delete(List<String> receipts) {
        inParts(
                "SQS DeleteMessageBatch",
                receipts,
                part -> client.deleteMessageBatch(request -> request.queueUrl(queueUrl)
                                .entries(part.stream()
                                        .map(entry -> DeleteMessageBatchRequestEntry.builder()
                                                .id(entry.id())
                                                .receiptHandle(entry.receipt())
                                                .build())
                                        .toList()))
                        .failed());
    }

    void hideFor(List<String> receipts, Duration delay) {
        int seconds = seconds(delay);
        inParts(
                "SQS ChangeMessageVisibilityBatch",
                receipts,
                part -> client.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl)
                                .entries(part.stream()
                                        .map(entry -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                                .id(entry.id())
                                                .receiptHandle(entry.receipt())
                                                .visibilityTimeout(seconds)
                                                .build())
                                        .toList()))
                        .failed());
    }

    /** Returns whole seconds, rounded up: a wait may end late, never early. */
    static int seconds(Duration duration) {
        Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        return (int) bounded.plusNanos(999_999_999).toSeconds();
    }

    private static void inParts(
            String what, List<String> receipts, Function<List<Entry>, List<BatchResultErrorEntry>> call) {
        for (int from = 0; from < receipts.size(); from += MOST_ENTRIES) {
            List<Entry> part = new ArrayList<>();
            for (String receipt : receipts.subList(from, Math.min(from + MOST_ENTRIES, receipts.size()))) {
                part.add(new Entry(Integer.toString(part.size()), receipt));
            }
            settle(what, part, call);
        }
    }

    private static void settle(String what, List<Entry> part, Function<List<Entry>, List<BatchResultErrorEntry>> call) {
        List<Entry> left = part;
        for (int offer = 1; !left.isEmpty(); offer++) {
            if (offer > OFFERS) {
                throw new OutcomeUnknownException(what + " left entries over");
            }
            List<Entry> asked = left;
            Set<String> failed = AwsCalls.writing(what, () -> call.apply(asked)).stream()
                    .filter(entry -> !RUN_OUT.contains(entry.code()))
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toUnmodifiableSet());
            left = asked.stream().filter(entry -> failed.contains(entry.id())).toList();
        }
    }

    private record Entry(String id, String receipt) {}
}
