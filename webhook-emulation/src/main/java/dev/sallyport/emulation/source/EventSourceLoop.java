package dev.sallyport.emulation.source;

import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.function.Invoker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue as Lambda does: batches as they come, without waiting for more; what the function did is
 * deleted; what it failed on stays, and is seen again when its visibility ends, which the function may have changed.
 *
 * <p>A FIFO queue shows nothing of a group while a message of it is under way, so a group is in one batch at most,
 * however many pollers there are. Safe for any number of threads.
 */
public final class EventSourceLoop implements AutoCloseable {

    private static final Duration LONG_POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration TO_FINISH = Duration.ofSeconds(35);

    private final EventSourceMapping mapping;
    private final SqsClient queue;
    private final Invoker function;
    private final Listener listener;
    private final SqsEventWriter writer;
    private final List<Thread> pollers = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Makes a loop that does not run yet. */
    public EventSourceLoop(EventSourceMapping mapping, SqsClient queue, Invoker function, Listener listener) {
        this.mapping = mapping;
        this.queue = queue;
        this.function = function;
        this.listener = listener;
        writer = new SqsEventWriter(mapping.queueArn());
    }

    /** Hears what went wrong. Called from several threads. */
    @FunctionalInterface
    public interface Listener {

        /** A batch failed as a whole, or the queue could not be reached. */
        void failed(String queueArn, String reason);
    }

    /** Begins to poll; to be called once. */
    public void start() {
        for (int i = 0; i < mapping.pollers(); i++) {
            pollers.add(Thread.ofVirtual().name("poller-" + i).start(this::poll));
        }
    }

    private void poll() {
        try {
            while (!isStopping(Duration.ZERO)) {
                if (!pollOnce()) {
                    isStopping(AFTER_A_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            // Stopped by force: what is under way is seen again when its visibility ends.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping(Duration within) throws InterruptedException {
        return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean pollOnce() throws InterruptedException {
        try {
            List<Message> messages = queue.receiveMessage(request -> request.queueUrl(mapping.queueUrl())
                            .maxNumberOfMessages(mapping.batchSize())
                            .waitTimeSeconds((int) LONG_POLL.toSeconds())
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            return messages.isEmpty() || handle(messages);
        } catch (SdkException e) {
            listener.failed(mapping.queueArn(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean handle(List<Message> messages) throws InterruptedException {
        InvocationOutcome outcome = function.invoke(writer.write(messages), traceOf(messages));
        return switch (outcome) {
            case InvocationOutcome.Returned returned -> {
                delete(messages, failedOf(returned, messages));
                yield true;
            }
            case InvocationOutcome.Failed failed -> {
                listener.failed(mapping.queueArn(), failed.kind() + ": " + failed.message());
                yield false;
            }
        };
    }

    /** A batch of one goes on with its message's trace; of several, Lambda begins a trace of its own. */
    private static @Nullable String traceOf(List<Message> messages) {
        return messages.size() == 1
                ? messages.getFirst().attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)
                : null;
    }

    private Set<String> failedOf(InvocationOutcome.Returned returned, List<Message> messages) {
        if (!mapping.reportsItemFailures()) {
            return Set.of();
        }
        return BatchAnswer.failedOf(
                returned.answer(), messages.stream().map(Message::messageId).collect(Collectors.toUnmodifiableSet()));
    }

    private void delete(List<Message> messages, Set<String> failed) {
        List<DeleteMessageBatchRequestEntry> done = messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (!done.isEmpty()) {
            queue.deleteMessageBatch(
                    request -> request.queueUrl(mapping.queueUrl()).entries(done));
        }
    }

    /** Takes no further messages, and waits until the batches under way are done, up to 35 s. */
    @Override
    public void close() {
        stopping.countDown();
        long end = System.nanoTime() + TO_FINISH.toNanos();
        try {
            for (Thread poller : pollers) {
                if (!poller.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    poller.interrupt();
                }
            }
        } catch (InterruptedException e) {
            pollers.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
