package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static dev.sallyport.testkit.fixture.Deliveries.eventId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Admission;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.core.port.out.DeliveryQueue.Handout;
import dev.sallyport.core.port.out.DeliveryQueue.Receipt;
import dev.sallyport.core.port.out.DeliveryQueue.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeliveryQueue} does; settling stands in {@link DeliverySettlementContract}. {@link Choosing} is for
 * those that know their entries, and can choose among them.
 */
public interface DeliveryQueueContract {

    /** Returns the queue under test: empty at the beginning of a test, the same one until its end. */
    DeliveryQueue queue();

    /** Lets time pass for the queue: moves the clock that it reads, or waits where it reads none. */
    void pass(Duration time);

    /** Returns how long tests reserve entries: longer than a test's calls take, in a unit the queue can keep. */
    default Duration visibility() {
        return Duration.ofSeconds(30);
    }

    /** Returns the least time that the queue can tell apart, by which tests come short of an instant. */
    default Duration tick() {
        return Duration.ofMillis(1);
    }

    /** Everything that a queue does. */
    interface All extends HandOut, DeliverySettlementContract {}

    /** {@link DeliveryQueue#enqueue} and {@link DeliveryQueue#receive}. */
    interface HandOut extends DeliveryQueueContract {

        @Test
        default void shouldHandOutWhatWasEnqueued() {
            enqueue(Duration.ZERO, id("a", 1), id("b", 1), id("a", 2));

            assertThat(drain()).containsExactlyInAnyOrder(id("a", 1), id("b", 1), id("a", 2));
        }

        @Test
        default void shouldHandOutNothingOfAnEmptyQueue() {
            queue().enqueue(List.of());

            assertThat(receive(10)).isEmpty();
        }

        @Test
        default void shouldHandOutNoMoreThanTheLimit() {
            IntStream.range(0, 6).forEach(i -> enqueue(Duration.ZERO, id("event-" + i, i)));

            assertThat(receive(2)).hasSizeBetween(1, 2);
        }

        @Test
        default void shouldHoldAnEntryBackUntilItsDelayIsOver() {
            enqueue(tick().multipliedBy(5), id("a", 1));

            assertThat(receive(10)).isEmpty();
            pass(tick().multipliedBy(4));
            assertThat(receive(10)).isEmpty();
            pass(tick());
            assertThat(ids(receive(10))).containsExactly(id("a", 1));
        }

        @Test
        default void shouldHoldAnEntryBackForTheLongestDelay() {
            enqueue(queue().longestDelay(), id("a", 1));

            assertThat(receive(10)).isEmpty();
        }

        @Test
        default void shouldRefuseADelayOutOfRange() {
            Entry negative = new Entry(id("a", 1), ACME, Duration.ofMillis(-1));
            Entry tooLong = new Entry(id("a", 1), ACME, queue().longestDelay().plusMillis(1));

            assertThatIllegalArgumentException().isThrownBy(() -> queue().enqueue(List.of(negative)));
            assertThatIllegalArgumentException().isThrownBy(() -> queue().enqueue(List.of(tooLong)));
            assertThat(receive(10)).isEmpty();
        }

        @Test
        default void shouldReserveWhatItHandsOut() {
            enqueue(Duration.ZERO, id("a", 1));
            assertThat(receive(10)).hasSize(1);

            assertThat(receive(10)).isEmpty();
            pass(visibility().minus(tick()));
            assertThat(receive(10)).isEmpty();
            pass(tick());
            assertThat(ids(receive(10))).containsExactly(id("a", 1));
        }

        @Test
        default void shouldLoseNothingOfConcurrentCalls() {
            Together.run(40, i -> {
                enqueue(Duration.ZERO, id("event-" + i, i % 4));
                return i;
            });

            assertThat(drain())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40)
                            .mapToObj(i -> id("event-" + i, i % 4))
                            .toList());
        }

        @Test
        default void shouldHandOutEachEntryToOneOfManyConcurrentReceivers() {
            IntStream.range(0, 40).forEach(i -> enqueue(Duration.ZERO, id("event-" + i, i % 4)));

            List<DeliveryId> received = new ArrayList<>();
            Together.run(8, i -> receive(10)).forEach(part -> received.addAll(ids(part)));
            received.addAll(drain());

            assertThat(received).hasSize(40).doesNotHaveDuplicates();
        }
    }

    /** What a queue does that knows its entries: one for each delivery, endpoints in turn, and no more than admitted. */
    interface Choosing extends DeliveryQueueContract {

        @Test
        default void shouldKeepOneEntryForADeliveryWithTheEarlierTime() {
            enqueue(tick().multipliedBy(9), id("a", 1));
            enqueue(tick().multipliedBy(3), id("a", 1));
            enqueue(tick().multipliedBy(6), id("a", 1));

            pass(tick().multipliedBy(2));
            assertThat(receive(10)).isEmpty();
            pass(tick());
            List<Handout> once = receive(10);
            assertThat(ids(once)).containsExactly(id("a", 1));
            queue().acknowledge(receipts(once));
            pass(tick().multipliedBy(20));
            assertThat(receive(10)).isEmpty();
        }

        @Test
        default void shouldHandOutOnceMoreWhatIsEnqueuedWhileItIsOut() {
            enqueue(Duration.ZERO, id("a", 1));
            List<Handout> first = receive(10);

            enqueue(Duration.ZERO, id("a", 1));
            assertThat(receive(10)).isEmpty();
            queue().acknowledge(receipts(first));

            List<Handout> again = receive(10);
            assertThat(ids(again)).containsExactly(id("a", 1));
            queue().acknowledge(receipts(again));
            assertThat(receive(10)).isEmpty();
        }

        @Test
        default void shouldServeEndpointsInTurnFromCallToCall() {
            for (int i = 0; i < 6; i++) {
                enqueue(Duration.ZERO, id("event-" + i, 1));
            }
            enqueue(Duration.ZERO, id("x", 2), id("y", 2), id("z", 3));

            List<DeliveryId> inOrder = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                inOrder.addAll(ids(receive(1)));
            }

            assertThat(inOrder).hasSize(9);
            assertThat(inOrder.subList(0, 3))
                    .extracting(DeliveryId::endpoint)
                    .containsExactlyInAnyOrder(endpointId(1), endpointId(2), endpointId(3));
            assertThat(inOrder.subList(3, 5))
                    .extracting(DeliveryId::endpoint)
                    .containsExactlyInAnyOrder(endpointId(1), endpointId(2));
        }

        @Test
        default void shouldHandOutNoMoreThanIsAdmitted() {
            for (int i = 0; i < 5; i++) {
                enqueue(Duration.ZERO, id("event-" + i, 1), id("event-" + i, 2));
            }
            Admission twoOfOne =
                    (tenant, endpoint) -> new Room(endpoint.equals(endpointId(1)) ? 2 : 0, Duration.ofMinutes(5));

            assertThat(ids(queue().receive(10, visibility(), twoOfOne)))
                    .hasSize(2)
                    .allSatisfy(id -> assertThat(id.endpoint()).isEqualTo(endpointId(1)));
        }

        @Test
        default void shouldAskAgainWhenItWasToldToOrAnEntryIsSettled() {
            enqueue(Duration.ZERO, id("a", 1), id("b", 1));
            Handout out = queue().receive(1, visibility(), Admission.ALL).getFirst();
            Admission none = (tenant, endpoint) -> new Room(0, tick().multipliedBy(4));

            assertThat(queue().receive(10, visibility(), none)).isEmpty();
            assertThat(receive(10)).as("before there is use in asking").isEmpty();
            pass(tick().multipliedBy(4));
            assertThat(queue().receive(10, visibility(), none)).isEmpty();
            queue().acknowledge(List.of(out.receipt()));
            assertThat(receive(10)).as("once another was settled").hasSize(1);
        }

        @Test
        default void shouldHandOutNoMoreToThoseThatShareThanTheyShare() {
            for (int i = 0; i < 3; i++) {
                enqueue(Duration.ZERO, id("event-" + i, 1), id("event-" + i, 2), id("event-" + i, 3));
            }

            List<DeliveryId> first = ids(queue().receive(10, visibility(), sharing(3, 1, 2)));

            assertThat(first)
                    .extracting(DeliveryId::endpoint)
                    .filteredOn(endpoint -> endpoint.equals(endpointId(3)))
                    .hasSize(3);
            assertThat(first).hasSize(6);
            assertThat(queue().receive(10, visibility(), sharing(0, 1, 2))).isEmpty();
            assertThat(queue().receive(10, visibility(), sharing(2, 1, 2))).hasSize(2);
        }

        @Test
        default void shouldGiveSharedPlacesToThoseWhoWaitBeforeThoseWhoCome() {
            enqueue(Duration.ZERO, id("a", 1), id("b", 1), id("a", 2), id("b", 2));
            assertThat(queue().receive(10, visibility(), sharing(0, 1, 2, 3))).isEmpty();
            enqueue(Duration.ZERO, id("a", 3));

            List<DeliveryId> inOrder = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                inOrder.addAll(ids(queue().receive(10, visibility(), sharing(1, 1, 2, 3))));
            }

            assertThat(inOrder.subList(0, 2))
                    .extracting(DeliveryId::endpoint)
                    .containsExactlyInAnyOrder(endpointId(1), endpointId(2));
            assertThat(inOrder).hasSize(5);
        }

        @Test
        default void shouldLetGoWhoSharesNoMoreOnceAnEntryIsSettled() {
            enqueue(Duration.ZERO, id("a", 1), id("b", 1), id("a", 2));
            Handout out = queue().receive(1, visibility(), sharing(1, 1)).getFirst();
            assertThat(out.id().endpoint()).isEqualTo(endpointId(1));
            assertThat(queue().receive(10, visibility(), sharing(0, 1, 2))).isEmpty();

            queue().acknowledge(List.of(out.receipt()));

            assertThat(ids(queue().receive(10, visibility(), sharing(0, 2)))).containsExactly(id("b", 1));
        }

        /** Admits everything, but of the endpoints of these numbers only so much together. */
        private static Admission sharing(int places, Integer... endpoints) {
            return new Admission() {
                @Override
                public Room roomAt(TenantId tenant, EndpointId endpoint) {
                    boolean shared = Stream.of(endpoints).anyMatch(number -> endpoint.equals(endpointId(number)));
                    return new Room(Integer.MAX_VALUE, Duration.ZERO, shared);
                }

                @Override
                public int sharedPlaces() {
                    return places;
                }
            };
        }
    }

    /** The delivery of the event of a name to the endpoint of a number. */
    static DeliveryId id(String event, int endpoint) {
        return new DeliveryId(eventId(event), endpointId(endpoint));
    }

    /** Enqueues deliveries, all with one delay. */
    default void enqueue(Duration delay, DeliveryId... ids) {
        List<Entry> entries = new ArrayList<>();
        for (DeliveryId id : ids) {
            entries.add(new Entry(id, ACME, delay));
        }
        queue().enqueue(entries);
    }

    /** Receives what is admitted by everyone. */
    default List<Handout> receive(int limit) {
        return queue().receive(limit, visibility(), Admission.ALL);
    }

    /** Receives and acknowledges until nothing comes. */
    default List<DeliveryId> drain() {
        List<DeliveryId> drained = new ArrayList<>();
        List<Handout> part = receive(10);
        while (!part.isEmpty()) {
            drained.addAll(ids(part));
            queue().acknowledge(receipts(part));
            part = receive(10);
        }
        return drained;
    }

    /** Returns which deliveries were handed out. */
    static List<DeliveryId> ids(List<Handout> handouts) {
        return handouts.stream().map(Handout::id).toList();
    }

    /** Returns what settles what was handed out. */
    static List<Receipt> receipts(List<Handout> handouts) {
        return handouts.stream().map(Handout::receipt).toList();
    }
}
