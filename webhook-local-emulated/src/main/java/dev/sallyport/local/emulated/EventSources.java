package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.LambdaFunction;
import dev.sallyport.emulation.source.EventSourceLoop;
import dev.sallyport.emulation.source.EventSourceMapping;
import dev.sallyport.local.engine.EngineOrder.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The event source mappings: which queue feeds which function. For one thread. */
final class EventSources implements AutoCloseable {

    private final List<EventSourceLoop> loops = new ArrayList<>();
    private final SqsClient sqs;
    private final Listener listener;

    EventSources(SqsClient sqs, Listener listener) {
        this.sqs = sqs;
        this.listener = listener;
    }

    /** Feeds a function from a queue. */
    void feed(LambdaFunction function, Stack.Feed feed) {
        EventSourceMapping mapping = new EventSourceMapping(
                feed.queueUrl(),
                arnOf(feed.queueUrl()),
                feed.batchSize(),
                function.settings().concurrency(),
                feed.reportsItemFailures());
        loops.add(new EventSourceLoop(mapping, sqs, function, listener::failed));
    }

    private String arnOf(String queueUrl) {
        return Objects.requireNonNull(
                sqs.getQueueAttributes(
                                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN),
                queueUrl);
    }

    void start() {
        loops.forEach(EventSourceLoop::start);
    }

    /** Takes no further messages, and waits for the batches under way. */
    @Override
    public void close() {
        loops.parallelStream().forEach(EventSourceLoop::close);
    }
}
