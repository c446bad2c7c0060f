package dev.sallyport.lambda.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.DeliverUseCase;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.OutboundFixture;
import dev.sallyport.lambda.queue.DeliveryBatches;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryHandlerTest {

    private static final FakeContext OF_90_SECONDS = new FakeContext(90_000, null);

    private final OutboundFixture world = new OutboundFixture();
    private final RecordingDeliveryQueue queue = new RecordingDeliveryQueue();

    private List<String> deliver(DeliverUseCase delivering, FakeContext context, SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        DeliveryHandler handler = new DeliveryHandler(new DeliveryBatches(
                delivering,
                queue,
                body -> body.startsWith("x") ? null : DeliveryId.parse(body),
                world.telling.invocations()));
        return handler.handleRequest(event, context).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static SQSMessage message(String id, String body, int receives) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("receipt-" + id);
        message.setBody(body);
        message.setAttributes(
                new HashMap<>(Map.of("MessageGroupId", "shop", "ApproximateReceiveCount", Integer.toString(receives))));
        return message;
    }

    @Test
    void shouldDeliverEveryDeliveryOfABatch() {
        Endpoint one = world.endpoint("one.example.com");
        Endpoint two = world.endpoint("two.example.com");
        world.sender.on("one.example.com", InMemoryHttpSender.answer(200));
        world.sender.on("two.example.com", InMemoryHttpSender.answer(204));
        EventId event = world.accept("{}");

        assertThat(deliver(
                        world.outbound.delivering(),
                        OF_90_SECONDS,
                        message("m1", new DeliveryId(event, one.id()).toString(), 1),
                        message("m2", new DeliveryId(event, two.id()).toString(), 1)))
                .isEmpty();

        assertThat(world.delivery(event, one).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(world.delivery(event, two).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(world.telling.written()).singleElement().asString().contains("\"Attempts\":2", "\"Delivered\":2");
    }

    @Test
    void shouldGiveBackWhatMustWaitForAsLongAsItMust() {
        String id = new DeliveryId(
                        world.accept("{}"), world.endpoint("one.example.com").id())
                .toString();

        assertThat(deliver(any -> new DeliverResult.Later(Duration.ofSeconds(30)), OF_90_SECONDS, message("m1", id, 2)))
                .containsExactly("m1");
        assertThat(queue.hidden).isEqualTo(Map.of("receipt-m1", Duration.ofSeconds(30)));
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void shouldSendAnewWhatTheQueueWouldSoonGiveUp() {
        DeliveryId id = new DeliveryId(
                world.accept("{}"), world.endpoint("one.example.com").id());

        assertThat(deliver(
                        any -> new DeliverResult.Later(Duration.ofSeconds(30)),
                        OF_90_SECONDS,
                        message("m1", id.toString(), 3)))
                .isEmpty();
        assertThat(queue.sent).containsExactly(new Entry(id, OutboundFixture.SHOP, Duration.ofSeconds(30)));
    }

    @Test
    void shouldGiveBackWhatCannotBeSentAnewEither() {
        String id = new DeliveryId(
                        world.accept("{}"), world.endpoint("one.example.com").id())
                .toString();
        queue.outOfReach = true;

        assertThat(deliver(
                        any -> new DeliverResult.Later(Duration.ofSeconds(30)),
                        OF_90_SECONDS,
                        message("m1", id, 1),
                        message("m2", id, 9)))
                .containsExactly("m1", "m2");
    }

    @Test
    void shouldMakeAttemptsAtTheSameTime() throws InterruptedException {
        CountDownLatch bothUnderWay = new CountDownLatch(2);
        DeliverUseCase waiting = id -> {
            bothUnderWay.countDown();
            try {
                boolean met = bothUnderWay.await(30, TimeUnit.SECONDS);
                return met ? new DeliverResult.Finished() : new DeliverResult.Later(Duration.ZERO);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        String id = new DeliveryId(
                        world.accept("{}"), world.endpoint("one.example.com").id())
                .toString();

        assertThat(deliver(waiting, OF_90_SECONDS, message("m1", id, 1), message("m2", id, 1)))
                .isEmpty();
    }

    @Test
    void shouldBeginNothingThatMightNotEndInTime() {
        DeliverUseCase never = id -> {
            throw new AssertionError("nothing is to be begun");
        };

        assertThat(deliver(never, new FakeContext(74_999, null), message("m1", "x", 1)))
                .containsExactly("m1");
    }

    @Test
    void shouldKeepOneFaultFromTheOthersAndForeignMessagesFromAll() {
        EventId event = world.accept("{}");
        String bad = new DeliveryId(event, world.endpoint("one.example.com").id()).toString();
        String good = new DeliveryId(event, world.endpoint("two.example.com").id()).toString();
        DeliverUseCase faulty = id -> {
            if (id.toString().equals(bad)) {
                throw new IllegalStateException("secret");
            }
            return new DeliverResult.Finished();
        };

        assertThat(deliver(faulty, OF_90_SECONDS, message("m1", bad, 1), message("m2", good, 1), message("m3", "x", 1)))
                .containsExactly("m1", "m3");
        assertThat(world.telling.written())
                .anySatisfy(line -> assertThat(line).contains("\"event\":\"fault\"", "IllegalStateException"))
                .anySatisfy(line -> assertThat(line).contains("\"event\":\"foreign-message\",\"message_id\":\"m3\""))
                .noneSatisfy(line -> assertThat(line).contains("secret"));
    }
}
