package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static dev.sallyport.testkit.outbound.OutboundWorld.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whatever keeps a delivery from being attempted uses up no attempt and delays no other endpoint. */
class WaitingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final OutboundWorld world = new OutboundWorld();

    @Nested
    class InALane {

        @Test
        void shouldDeliverInTheOrderOfAcceptance() {
            world.endpoint(at("a.example").ordered(true).build());

            for (int i = 0; i < 50; i++) {
                world.acceptInOrder("customer-" + i % 5, "{\"customer\":" + i % 5 + ",\"n\":" + i + "}");
            }
            world.run();

            for (int customer = 0; customer < 5; customer++) {
                int number = customer;
                assertThat(world.bodiesSentTo("a.example").stream()
                                .filter(body -> body.startsWith("{\"customer\":" + number + ",")))
                        .containsExactlyElementsOf(IntStream.range(0, 10)
                                .mapToObj(i -> "{\"customer\":" + number + ",\"n\":" + (5 * i + number) + "}")
                                .toList());
            }
        }

        @Test
        void shouldHoldBackItsOwnKeyOnlyWhileTheHeadIsRetried() {
            Endpoint endpoint = world.endpoint(at("a.example").ordered(true).build());
            world.sender.on("a.example", failing(body -> body.contains("bad"), 2));

            EventId bad = world.acceptInOrder("one", "bad");
            EventId behind = world.acceptInOrder("one", "behind");
            EventId other = world.acceptInOrder("two", "other");
            world.run();

            assertThat(world.delivery(other, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(world.delivery(behind, endpoint).attempts()).isZero();
            world.pass(Duration.ofMinutes(3), SECOND);
            assertThat(world.delivery(bad, endpoint).endedAt()).isEqualTo(NOON.plusSeconds(180));
            assertThat(world.delivery(behind, endpoint).endedAt()).isEqualTo(NOON.plusSeconds(180));
            assertThat(world.bodiesSentTo("a.example")).containsExactly("bad", "other", "bad", "bad", "behind");
        }

        @Test
        void shouldStepOverADeadHead() {
            Endpoint endpoint = world.endpoint(at("a.example").ordered(true).build());
            world.sender.on("a.example", failing(body -> body.contains("bad"), 99));

            EventId bad = world.acceptInOrder("one", "bad");
            EventId behind = world.acceptInOrder("one", "behind");
            world.run();
            world.pass(Duration.ofMinutes(31), SECOND);

            assertThat(world.delivery(bad, endpoint).status()).isEqualTo(DeliveryStatus.DEAD);
            assertThat(world.delivery(behind, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(world.delivery(behind, endpoint).attempts()).isEqualTo(1);
        }

        @Test
        void shouldGoOnAlsoIfTheQueueLostTheNext() {
            LossyQueue lossy = new LossyQueue();
            OutboundWorld forgetful = new OutboundWorld(parts -> parts.queue(lossy));
            Endpoint endpoint = forgetful.endpoint(at("a.example").ordered(true).build());
            EventId first = forgetful.acceptInOrder("one", "1");
            EventId second = forgetful.acceptInOrder("one", "2");

            forgetful.pass(Duration.ofSeconds(60), SECOND);
            lossy.works = true;
            forgetful.pass(Duration.ofSeconds(60), SECOND);

            assertThat(forgetful.delivery(first, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(forgetful.delivery(second, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(forgetful.bodiesSentTo("a.example")).containsExactly("1", "2");
        }

        private Function<SendRequest, SendOutcome> failing(Function<String, Boolean> which, int times) {
            List<String> failed = new ArrayList<>();
            return request -> {
                String body = new String(request.body().toByteArray(), UTF_8);
                if (which.apply(body) && failed.size() < times) {
                    failed.add(body);
                    return answer(500);
                }
                return answer(200);
            };
        }
    }

    @Nested
    class ForABreaker {

        @Test
        void shouldUseUpNoAttempt() {
            Endpoint endpoint = world.endpoint("down.example");
            world.sender.on("down.example", answer(500));
            List<EventId> ids = IntStream.range(0, 40)
                    .mapToObj(i -> world.accept("{\"n\":" + i + "}"))
                    .toList();

            world.run();

            assertThat(world.sender.requests()).hasSize(10);
            assertThat(world.current(endpoint).health().breaker()).isEqualTo(new Breaker.Open(NOON.plusSeconds(30), 1));
            assertThat(ids.stream()
                            .mapToInt(id -> world.delivery(id, endpoint).attempts())
                            .sum())
                    .isEqualTo(10);
            assertThat(ids.stream().map(id -> world.delivery(id, endpoint).status()))
                    .containsOnly(DeliveryStatus.PENDING);
        }

        @Test
        void shouldSendOneProbeAndWaitForWhatItBrings() {
            Endpoint endpoint = world.endpoint("down.example");
            world.sender.on("down.example", answer(500));
            IntStream.range(0, 40).forEach(i -> world.accept("{\"n\":" + i + "}"));
            world.run();

            world.clock.advance(Duration.ofSeconds(29).plusMillis(999));
            world.run();
            assertThat(world.sender.requests()).hasSize(10);
            world.clock.advance(Duration.ofMillis(1));
            world.run();

            assertThat(world.sender.requests()).hasSize(11);
            assertThat(world.current(endpoint).health().breaker()).isEqualTo(new Breaker.Open(NOON.plusSeconds(90), 2));
        }

        @Test
        void shouldDeliverEverythingOnceTheEndpointIsBack() {
            Endpoint endpoint = world.endpoint("down.example");
            world.sender.on("down.example", answer(500));
            List<EventId> ids = IntStream.range(0, 40)
                    .mapToObj(i -> world.accept("{\"n\":" + i + "}"))
                    .toList();
            world.run();
            world.sender.on("down.example", answer(200));

            world.pass(Duration.ofSeconds(61), SECOND);

            assertThat(ids.stream().map(id -> world.delivery(id, endpoint).status()))
                    .containsOnly(DeliveryStatus.DELIVERED);
            assertThat(ids.stream()
                            .mapToInt(id -> world.delivery(id, endpoint).attempts())
                            .sum())
                    .isEqualTo(50);
            assertThat(world.current(endpoint).health().breaker()).isEqualTo(Breaker.CLOSED);
        }

        @Test
        void shouldGiveTheEntryBackToAQueueThatCannotChoose() {
            Endpoint endpoint = world.endpoint("down.example");
            world.sender.on("down.example", answer(500));
            IntStream.range(0, 10).forEach(i -> world.accept("{\"n\":" + i + "}"));
            world.run();
            EventId waiting = world.accept("{}");

            DeliverResult result = world.outbound.delivering().deliver(new DeliveryId(waiting, endpoint.id()));

            assertThat(result).isEqualTo(new DeliverResult.Later(Duration.ofSeconds(30)));
            Delivery delivery = world.delivery(waiting, endpoint);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.wakeAt()).isEqualTo(NOON.plusSeconds(90));
        }

        @Test
        void shouldRestAsLongAsAnOverloadedEndpointAsks() {
            Endpoint endpoint = world.endpoint("busy.example");
            world.sender.on("busy.example", answer(429, "Retry-After", "600"));
            IntStream.range(0, 20).forEach(i -> world.accept("{\"n\":" + i + "}"));

            world.run();

            assertThat(world.sender.requests()).hasSize(10);
            assertThat(world.current(endpoint).health().breaker())
                    .isEqualTo(new Breaker.Open(NOON.plusSeconds(600), 1));
        }
    }

    @Nested
    class ForALimit {

        @Test
        void shouldKeepTheRateAndUseUpNoAttempt() {
            world.endpoint(
                    at("slow.example").rateLimit(RateLimit.of(10, SECOND)).build());
            List<Instant> sent = new ArrayList<>();
            world.sender.on("slow.example", request -> {
                sent.add(world.clock.instant());
                return answer(200);
            });
            IntStream.range(0, 25).forEach(i -> world.accept("{\"n\":" + i + "}"));

            world.run();
            world.pass(Duration.ofSeconds(3), Duration.ofMillis(10));

            assertThat(sent).hasSize(25);
            for (int i = 10; i < sent.size(); i++) {
                assertThat(Duration.between(sent.get(i - 10), sent.get(i))).isGreaterThanOrEqualTo(SECOND);
            }
            assertThat(sent.getLast()).isEqualTo(NOON.plusMillis(2_400));
            assertThat(world.deliveries.all())
                    .allSatisfy(delivery -> assertThat(delivery.attempts()).isEqualTo(1));
        }

        @Test
        void shouldHaveNoMoreInFlightThanTheEndpointTakes() {
            Endpoint endpoint =
                    world.endpoint(at("narrow.example").maxInFlight(1).build());
            EventId first = world.accept("1");
            EventId second = world.accept("2");
            List<DeliverResult> meanwhile = new ArrayList<>();
            world.sender.on("narrow.example", request -> {
                if (meanwhile.isEmpty()) {
                    meanwhile.add(world.outbound
                            .delivering()
                            .deliver(world.delivery(second, endpoint).id()));
                }
                return answer(200);
            });

            world.outbound.delivering().deliver(world.delivery(first, endpoint).id());

            assertThat(meanwhile).containsExactly(new DeliverResult.Later(Duration.ofMillis(100)));
            assertThat(world.delivery(second, endpoint).attempts()).isZero();
            world.run();
            assertThat(world.delivery(second, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }
    }

    @Nested
    class ForAPort {

        @Test
        void shouldUseUpNoAttemptWhereASecretCannotBeOpened() {
            Endpoint endpoint = world.endpoint("a.example");
            EventId id = world.accept("{}");
            world.cipher.forget("v1");

            DeliverResult result = world.outbound
                    .delivering()
                    .deliver(world.delivery(id, endpoint).id());

            assertThat(result).isEqualTo(new DeliverResult.Later(SECOND));
            assertThat(world.delivery(id, endpoint).attempts()).isZero();
            assertThat(world.sender.requests()).isEmpty();
        }
    }

    @Test
    void shouldNotHoldUpHealthyEndpointsBehindOneWithManyDeliveries() {
        world.endpoint(at("many.example").build());
        EventId[] last = new EventId[1];
        IntStream.range(0, 500).forEach(i -> world.accept("{\"n\":" + i + "}"));
        Endpoint few = world.endpoint("few.example");
        last[0] = world.accepted(event("{}").tenant(ACME)).id();

        world.outbound.dispatching().dispatch(2);

        assertThat(world.delivery(last[0], few).status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    /** Refuses everything until it works. */
    private static final class LossyQueue implements DeliveryQueue {

        private final DeliveryQueue queue;
        private boolean works;

        LossyQueue() {
            this.queue = new OutboundWorld().queue;
        }

        @Override
        public Duration longestDelay() {
            return queue.longestDelay();
        }

        @Override
        public void enqueue(List<Entry> entries) {
            if (!works) {
                throw new PortUnavailableException("full");
            }
            queue.enqueue(entries);
        }

        @Override
        public List<Handout> receive(int limit, Duration visibility, Admission admission) {
            return queue.receive(limit, visibility, admission);
        }

        @Override
        public void acknowledge(List<Receipt> receipts) {
            queue.acknowledge(receipts);
        }

        @Override
        public void release(Receipt receipt, Duration delay) {
            queue.release(receipt, delay);
        }
    }
}
