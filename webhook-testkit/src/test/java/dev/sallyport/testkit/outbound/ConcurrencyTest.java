package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two workers at one delivery, records that change under an attempt, and stores that fail at the wrong moment. */
class ConcurrencyTest {

    /** What a call to the store's {@code record} does before or after it reaches the store. */
    private enum Fault {
        NOTHING_HAPPENED,
        HAPPENED_AND_UNKNOWN
    }

    private final InMemoryDeliveryStore kept = new InMemoryDeliveryStore();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final DeliveryStore faulty = (DeliveryStore) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DeliveryStore.class}, (proxy, method, arguments) -> {
                Fault fault = method.getName().equals("record") ? faults.poll() : null;
                if (fault == Fault.NOTHING_HAPPENED) {
                    throw new PortUnavailableException("down");
                }
                try {
                    Object outcome = method.invoke(kept, arguments);
                    if (fault == Fault.HAPPENED_AND_UNKNOWN) {
                        throw new OutcomeUnknownException("the answer was lost");
                    }
                    return outcome;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    private final OutboundWorld world = new OutboundWorld(parts -> parts.deliveries(faulty));
    private final Endpoint endpoint = world.endpoint("a.example");
    private final EventId id = world.accept("{}");

    private Delivery delivery() {
        Delivery delivery = kept.deliveriesOf(id).getFirst();
        assertThat(delivery.id().endpoint()).isEqualTo(endpoint.id());
        return delivery;
    }

    private DeliverResult deliver() {
        return world.outbound.delivering().deliver(delivery().id());
    }

    private List<Integer> attemptNumbers() {
        return kept.attemptsOf(id).stream().map(Attempt::number).toList();
    }

    @Nested
    class AnotherWorker {

        @Test
        void shouldNotMakeAFailureCountTwice() {
            world.sender.on("a.example", request -> {
                world.sender.on("a.example", answer(500));
                deliver();
                return answer(503, "Retry-After", "90");
            });

            DeliverResult result = deliver();

            assertThat(result).isEqualTo(new DeliverResult.Later(Duration.ofSeconds(1)));
            assertThat(attemptNumbers()).containsExactly(1);
            assertThat(delivery().attempts()).isEqualTo(1);
            assertThat(delivery().dueAt()).isEqualTo(NOON.plusSeconds(60));
        }

        @Test
        void shouldNotMakeASuccessForgotten() {
            world.sender.on("a.example", request -> {
                world.sender.on("a.example", answer(500));
                deliver();
                return answer(200);
            });

            assertThat(deliver()).isEqualTo(new DeliverResult.Finished());
            assertThat(delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(attemptNumbers()).containsExactly(1, 2);
        }

        @Test
        void shouldNotMakeADeliveryEndTwice() {
            world.sender.on("a.example", request -> {
                world.sender.on("a.example", answer(200));
                deliver();
                return answer(200);
            });

            deliver();

            assertThat(delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(delivery().revision()).isEqualTo(1);
            assertThat(attemptNumbers()).containsExactly(1);
        }
    }

    @Nested
    class TheSweeper {

        @Test
        void shouldNotMakeAFailureForgotten() {
            world.sender.on("a.example", request -> {
                world.clock.advance(Duration.ofSeconds(60));
                world.outbound.sweeping().sweep(10);
                return answer(500);
            });

            deliver();

            assertThat(delivery().attempts()).isEqualTo(1);
            assertThat(delivery().dueAt()).isEqualTo(NOON.plusSeconds(120));
            assertThat(attemptNumbers()).containsExactly(1);
        }
    }

    @Nested
    class AStoreThatFails {

        @Test
        void shouldRepeatTheAttemptThatWasNotRecorded() {
            faults.add(Fault.NOTHING_HAPPENED);

            assertThat(deliver()).isEqualTo(new DeliverResult.Later(Duration.ofSeconds(1)));
            assertThat(delivery().attempts()).isZero();
            assertThat(deliver()).isEqualTo(new DeliverResult.Finished());

            assertThat(world.sender.requests()).hasSize(2);
            assertThat(world.sender.requests().stream()
                            .map(request -> request.headers().first("webhook-id"))
                            .distinct())
                    .hasSize(1);
            assertThat(attemptNumbers()).containsExactly(1);
        }

        @Test
        void shouldFindTheAttemptThatWasRecordedAfterAll() {
            faults.add(Fault.HAPPENED_AND_UNKNOWN);

            assertThat(deliver()).isEqualTo(new DeliverResult.Later(Duration.ofSeconds(1)));
            assertThat(deliver()).isEqualTo(new DeliverResult.Finished());

            assertThat(world.sender.requests()).hasSize(1);
            assertThat(delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldNotLeaveAPlaceInFlightTaken() {
            faults.add(Fault.NOTHING_HAPPENED);
            deliver();

            world.run();

            assertThat(delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
        }
    }

    @Test
    void shouldDeliverEachOnceWithManyWorkers() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            OutboundWorld busy = new OutboundWorld(
                    parts -> parts.executor(threads).queue(Outbound.inProcessQueue(world.clock, 10_000)));
            Endpoint one = busy.endpoint(
                    at("one.example").ordered(true).maxInFlight(1_000).build());
            Endpoint two = busy.endpoint(at("two.example").maxInFlight(1_000).build());
            List<EventId> ids = IntStream.range(0, 500)
                    .mapToObj(i -> busy.acceptInOrder("k" + i % 10, "{\"n\":" + i + "}"))
                    .toList();

            while (ids.stream()
                    .anyMatch(event -> !busy.delivery(event, one).status().isTerminal()
                            || !busy.delivery(event, two).status().isTerminal())) {
                busy.outbound.dispatching().dispatch(50);
                Thread.onSpinWait();
            }

            assertThat(busy.sender.requests().size()).isEqualTo(1_000);
            for (int key = 0; key < 10; key++) {
                int remainder = key;
                assertThat(busy.bodiesSentTo("one.example").stream()
                                .map(body -> Integer.parseInt(body.substring(5, body.length() - 1)))
                                .filter(number -> number % 10 == remainder))
                        .isSorted();
            }
            assertThat(busy.current(one).health().breaker()).isEqualTo(Breaker.CLOSED);
        }
    }
}
