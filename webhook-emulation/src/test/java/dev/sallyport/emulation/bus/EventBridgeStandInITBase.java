package dev.sallyport.emulation.bus;

import dev.sallyport.emulation.Clients;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A stand-in with one target that can be told to fail, and the SDK's own client. */
abstract class EventBridgeStandInITBase {

    static final Instant NOW = Instant.parse("2026-11-27T10:15:30.500Z");
    static final String TARGET = "arn:aws:sqs:us-east-1:000000000000:events";

    final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    final BlockingQueue<Map<String, String>> deadLetters = new LinkedBlockingQueue<>();
    final AtomicInteger failures = new AtomicInteger();
    final EventBridgeStandIn bus;
    final EventBridgeClient client;

    @Nullable
    String groupOfTarget;

    EventBridgeStandInITBase() throws IOException {
        bus = new EventBridgeStandIn(
                Location.USUAL,
                this::resolve,
                (queue, envelope, attributes) -> deadLetters.add(attributes),
                repetition -> Duration.ofMillis(1),
                Clock.fixed(NOW, ZoneOffset.UTC));
        client = Clients.of(EventBridgeClient.builder(), bus.endpoint());
    }

    private @Nullable EventTarget resolve(String arn, @Nullable String group) {
        groupOfTarget = group;
        return arn.equals(TARGET) ? this::deliver : null;
    }

    private void deliver(String envelope) throws TargetFailedException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TargetFailedException("BROKEN", "told to", new IllegalStateException());
        }
        delivered.add(envelope);
    }

    @AfterEach
    void close() {
        client.close();
        bus.close();
    }

    static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName("webhooks")
                .source("webhook.processor")
                .detailType("Webhook Processed")
                .detail(detail)
                .build();
    }

    void createBus() {
        client.createEventBus(request -> request.name("webhooks"));
    }

    void createRule(String pattern) {
        client.putRule(request -> request.eventBusName("webhooks").name("rule").eventPattern(pattern));
        client.putTargets(
                request -> request.eventBusName("webhooks").rule("rule").targets(target()));
    }

    static Target target() {
        return Target.builder().id("one").arn(TARGET).build();
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T found = queue.poll(20, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("nothing arrived within 20 s");
        }
        return found;
    }
}
