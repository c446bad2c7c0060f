package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does with the order within lanes. */
public interface DeliveryLanesContract {

    /** The lane of most tests. */
    Lane LANE = new Lane(endpointId(1), new OrderingKey("k"));

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    DeliveryStore deliveries();

    @Test
    default void shouldGiveNoPositionOutsideLanes() {
        deliveries().accept(anEvent("a"), List.of(aDelivery(anEvent("a"), 1)));

        assertThat(deliveries().deliveriesOf(anEvent("a").id()))
                .extracting(Delivery::position)
                .containsExactly(0L);
        assertThat(deliveries().headOf(LANE)).isNull();
    }

    @Test
    default void shouldGiveGrowingPositionsInALane() {
        List<Delivery> placed = enqueueAll("a", "b", "c", "d");

        assertThat(placed)
                .extracting(Delivery::position)
                .doesNotHaveDuplicates()
                .isSorted();
        for (Delivery delivery : placed) {
            assertThat(deliveries().find(delivery.id())).isEqualTo(delivery);
        }
    }

    @Test
    default void shouldTakeNoNoticeOfThePositionsGiven() {
        Event first = anEvent("a");
        Event second = anEvent("b");
        accept(
                first,
                Delivery.builder()
                        .from(aDelivery(first, 1, "k"))
                        .position(1_000_000)
                        .build());
        accept(
                second,
                Delivery.builder().from(aDelivery(second, 1, "k")).position(1).build());

        assertThat(find(first).position()).isLessThan(find(second).position());
    }

    @Test
    default void shouldReturnTheEarliestPendingOfALane() {
        List<Delivery> placed = enqueueAll("a", "b", "c");

        assertThat(deliveries().headOf(LANE)).isEqualTo(placed.getFirst());
    }

    @Test
    default void shouldLeaveTheHeadInPlaceWhileItIsRetried() {
        Delivery head = enqueueAll("a", "b").getFirst();
        Delivery failed = head.failed(NOON.plusSeconds(600), NOON.plusSeconds(700));

        deliveries().record(failed, null);

        assertThat(deliveries().headOf(LANE)).isEqualTo(failed);
    }

    @Test
    default void shouldStepOverWhatHasEnded() {
        List<Delivery> placed = enqueueAll("a", "b", "c", "d");

        deliveries().record(placed.get(1).ended(DeliveryStatus.EXPIRED, "too-old", NOON), null);
        assertThat(deliveries().headOf(LANE)).isEqualTo(placed.get(0));
        deliveries().record(placed.get(0).ended(DeliveryStatus.DEAD, "refused", NOON), null);
        assertThat(deliveries().headOf(LANE)).isEqualTo(placed.get(2));
        deliveries().record(placed.get(2).delivered(NOON), null);
        assertThat(deliveries().headOf(LANE)).isEqualTo(placed.get(3));
        deliveries().record(placed.get(3).delivered(NOON), null);
        assertThat(deliveries().headOf(LANE)).isNull();
    }

    @Test
    default void shouldPutARequeuedDeliveryBackInItsPlace() {
        List<Delivery> placed = enqueueAll("a", "b");
        Delivery dead = placed.getFirst().ended(DeliveryStatus.DEAD, "refused", NOON);
        Delivery requeued = dead.requeued(NOON, NOON, NOON);
        deliveries().record(dead, null);

        deliveries().record(requeued, null);

        assertThat(deliveries().headOf(LANE)).isEqualTo(requeued);
    }

    @Test
    default void shouldKeepLanesApart() {
        Delivery mine = enqueue("a", 1, "k");
        Delivery ofOtherKey = enqueue("b", 1, "K");
        Delivery ofOtherEndpoint = enqueue("c", 2, "k");

        assertThat(deliveries().headOf(LANE)).isEqualTo(mine);
        assertThat(deliveries().headOf(new Lane(endpointId(1), new OrderingKey("K"))))
                .isEqualTo(ofOtherKey);
        assertThat(deliveries().headOf(new Lane(endpointId(2), new OrderingKey("k"))))
                .isEqualTo(ofOtherEndpoint);
        assertThat(deliveries().headOf(new Lane(endpointId(2), new OrderingKey("x"))))
                .isNull();
    }

    @Test
    default void shouldGiveEachOfManyConcurrentEventsItsOwnPosition() {
        List<Delivery> placed = Together.run(24, i -> enqueue("event-" + i, 1, "k"));

        assertThat(placed).extracting(Delivery::position).doesNotHaveDuplicates();
        List<Long> walked = new ArrayList<>();
        for (Delivery head = deliveries().headOf(LANE);
                head != null;
                head = deliveries().headOf(LANE)) {
            walked.add(head.position());
            deliveries().record(head.delivered(NOON), null);
        }
        assertThat(walked).hasSize(24).isSorted();
    }

    @Test
    default void shouldPlaceWhatBeganAfterAnotherReturnedBehindIt() {
        List<List<Delivery>> byWriter = Together.run(
                4,
                writer -> IntStream.range(0, 8)
                        .mapToObj(i -> enqueue("event-" + writer + "-" + i, 1, "k"))
                        .toList());

        for (List<Delivery> ofOne : byWriter) {
            assertThat(ofOne).extracting(Delivery::position).isSorted().doesNotHaveDuplicates();
        }
    }

    /** Accepts events one after the other in {@link #LANE}. */
    default List<Delivery> enqueueAll(String... names) {
        List<Delivery> placed = new ArrayList<>();
        for (String name : names) {
            placed.add(enqueue(name, 1, "k"));
        }
        return placed;
    }

    /** Accepts an event in a lane and returns its delivery as it was placed. */
    default Delivery enqueue(String name, int endpoint, String key) {
        return accept(anEvent(name), aDelivery(anEvent(name), endpoint, key));
    }

    private Delivery accept(Event event, Delivery delivery) {
        AcceptOutcome outcome = deliveries().accept(event, List.of(delivery));
        assertThat(outcome).isInstanceOf(AcceptOutcome.Accepted.class);
        return ((AcceptOutcome.Accepted) outcome).deliveries().getFirst();
    }

    private Delivery find(Event event) {
        return deliveries().deliveriesOf(event.id()).getFirst();
    }
}
