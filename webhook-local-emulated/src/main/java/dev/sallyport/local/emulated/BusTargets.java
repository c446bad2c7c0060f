package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.DeadLetters;
import dev.sallyport.emulation.bus.EventTarget;
import dev.sallyport.emulation.bus.TargetFailedException;
import dev.sallyport.emulation.bus.TargetResolver;
import dev.sallyport.emulation.function.AsyncInvoker;
import dev.sallyport.emulation.function.LambdaFunction;
import dev.sallyport.local.engine.EngineOrder.Listener;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Leads the bus to functions, queues and log groups. Functions and the client of queues become known after the bus, which
 * is started first. Safe for any number of threads.
 */
final class BusTargets implements TargetResolver, DeadLetters, AutoCloseable {

    private static final String FUNCTION = "arn:aws:lambda:";
    private static final int PARTS_OF_AN_ARN = 7;
    private static final String QUEUE = "arn:aws:sqs:";
    private static final String LOG_GROUP = "arn:aws:logs:";

    private final Map<String, AsyncInvoker> functions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable SqsClient> queues = new AtomicReference<>();
    private final Listener listener;

    BusTargets(Listener listener) {
        this.listener = listener;
    }

    void reach(SqsClient sqs) {
        queues.set(sqs);
    }

    void reach(LambdaFunction function) {
        functions.put(
                function.arn(),
                new AsyncInvoker(
                        function,
                        AsyncInvoker.USUAL_WAITS,
                        (event, failure) -> listener.failed(
                                function.settings().name(), failure.kind() + ": " + failure.message())));
    }

    @Override
    public @Nullable EventTarget resolve(String arn, @Nullable String messageGroupId) {
        if (arn.startsWith(FUNCTION)) {
            AsyncInvoker function = functions.get(withoutQualifier(arn));
            return function == null ? null : function::invoke;
        }
        if (arn.startsWith(QUEUE)) {
            return envelope -> send(arn, envelope, messageGroupId);
        }
        if (arn.startsWith(LOG_GROUP)) {
            String group = arn.substring(arn.lastIndexOf(":log-group:") + 1);
            return envelope -> listener.logged(group, envelope);
        }
        return null;
    }

    /** An alias or a version is the function that runs here. */
    private static String withoutQualifier(String arn) {
        String[] parts = arn.split(":", -1);
        return String.join(":", Arrays.asList(parts).subList(0, Math.min(parts.length, PARTS_OF_AN_ARN)));
    }

    private void send(String arn, String envelope, @Nullable String group) throws TargetFailedException {
        try {
            SqsClient sqs = client();
            String url = urlOf(sqs, arn);
            sqs.sendMessage(
                    request -> request.queueUrl(url).messageBody(envelope).messageGroupId(group));
        } catch (SdkException e) {
            throw new TargetFailedException("SDK_CLIENT_ERROR", "the queue did not take the event", e);
        }
    }

    @Override
    public void keep(String queueArn, String envelope, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = attributes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build()));
        try {
            SqsClient sqs = client();
            String url = urlOf(sqs, queueArn);
            sqs.sendMessage(
                    request -> request.queueUrl(url).messageBody(envelope).messageAttributes(values));
        } catch (SdkException e) {
            listener.failed("bus", "the dead-letter queue of a target did not take an event");
        }
    }

    private SqsClient client() {
        SqsClient sqs = queues.get();
        if (sqs == null) {
            throw new IllegalStateException("the bus was used before the queues were there");
        }
        return sqs;
    }

    private static String urlOf(SqsClient sqs, String arn) {
        return sqs.getQueueUrl(request -> request.queueName(arn.substring(arn.lastIndexOf(':') + 1)))
                .queueUrl();
    }

    @Override
    public void close() {
        functions.values().forEach(AsyncInvoker::close);
    }
}
