package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.aDeliveryOf;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static dev.sallyport.testkit.fixture.Deliveries.eventId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeliveryStore} does; what becomes of deliveries, lanes, listings and retention
 * stand in {@link DeliveryRecordingContract}, {@link DeliveryLanesContract}, {@link DeliveryListingContract} and {@link
 * DeliveryRetentionContract}.
 */
public interface DeliveryStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    DeliveryStore deliveries();

    /** Everything that a store does. */
    interface All
            extends Accept,
                    Look,
                    DeliveryRecordingContract,
                    DeliveryLanesContract,
                    DeliveryListingContract.Wakeable,
                    DeliveryListingContract.Page,
                    DeliveryRetentionContract {}

    /** {@link DeliveryStore#accept}. */
    interface Accept extends DeliveryStoreContract {

        @Test
        default void shouldKeepAnEventWithAllItsDeliveries() {
            List<Delivery> fanOut = List.of(aDelivery(anEvent("a"), 1), aDelivery(anEvent("a"), 2));

            assertThat(deliveries().accept(anEvent("a"), fanOut)).isEqualTo(new AcceptOutcome.Accepted(fanOut));

            assertThat(deliveries().findEvent(eventId("a"))).isEqualTo(anEvent("a"));
            assertThat(deliveries().deliveriesOf(eventId("a"))).containsExactlyInAnyOrderElementsOf(fanOut);
            assertThat(deliveries().find(fanOut.getFirst().id())).isEqualTo(fanOut.getFirst());
        }

        @Test
        default void shouldKeepAnEventThatNobodyWants() {
            deliveries().accept(anEvent("a"), List.of());

            assertThat(deliveries().findEvent(eventId("a"))).isEqualTo(anEvent("a"));
            assertThat(deliveries().deliveriesOf(eventId("a"))).isEmpty();
        }

        @Test
        default void shouldKeepEveryFieldOfAnEvent() {
            byte[] bytes = new byte[70_000];
            new Random(1).nextBytes(bytes);
            Event full = anEventOf("a")
                    .origin(EventOrigin.FORWARDED)
                    .type(new EventType("Größe \uD83D\uDE00"))
                    .contentType("application/x-www-form-urlencoded; charset=utf-8")
                    .body(RawPayload.copyOf(bytes))
                    .ownId("own \"id\" é")
                    .idempotencyKey("key \u20ac")
                    .orderingKey(new OrderingKey("customer/~1"))
                    .acceptedAt(NOON.plusMillis(1))
                    .dueAt(NOON.plusSeconds(86_400))
                    .fingerprint(RawPayload.copyOf(new byte[] {7}).sha256())
                    .build();
            Event bare = anEventOf("b").ownId(null).body(RawPayload.empty()).build();

            accept(full);
            accept(bare);

            assertThat(deliveries().findEvent(full.id())).isEqualTo(full);
            assertThat(deliveries().findEvent(bare.id())).isEqualTo(bare);
        }

        @Test
        default void shouldKeepEveryFieldOfADelivery() {
            Event event = anEvent("a");
            List<Delivery> fanOut = List.of(
                    aDeliveryOf(event, 1)
                            .status(DeliveryStatus.FILTERED)
                            .reason("payload-filter")
                            .endedAt(NOON.plusMillis(3))
                            .build(),
                    aDeliveryOf(event, 2)
                            .acceptedAt(NOON.minusMillis(5))
                            .openedAt(NOON.plusMillis(1))
                            .dueAt(NOON.plusMillis(2))
                            .wakeAt(NOON.plusMillis(4))
                            .attempts(7)
                            .attemptsBefore(3)
                            .build());

            deliveries().accept(event, fanOut);

            assertThat(deliveries().deliveriesOf(event.id())).containsExactlyInAnyOrderElementsOf(fanOut);
        }

        @Test
        default void shouldAnswerARepeatedCallWithWhatWasKept() {
            deliveries().accept(anEvent("a"), List.of(aDelivery(anEvent("a"), 1)));
            Event again = anEventOf("a").acceptedAt(NOON.plusSeconds(9)).build();

            assertThat(deliveries().accept(again, List.of(aDelivery(again, 1), aDelivery(again, 2))))
                    .isEqualTo(new AcceptOutcome.AlreadyAccepted(anEvent("a")));
            assertThat(deliveries().findEvent(eventId("a"))).isEqualTo(anEvent("a"));
            assertThat(deliveries().deliveriesOf(eventId("a"))).containsExactly(aDelivery(anEvent("a"), 1));
        }

        @Test
        default void shouldFindTheEventOfTheSameIdempotencyKey() {
            Event first = anEventOf("a").idempotencyKey("k").build();
            Event second = anEventOf("b").idempotencyKey("k").build();
            deliveries().accept(first, List.of(aDelivery(first, 1)));

            assertThat(deliveries().accept(second, List.of(aDelivery(second, 1))))
                    .isEqualTo(new AcceptOutcome.AlreadyAccepted(first));
            assertThat(deliveries().findEvent(second.id())).isNull();
            assertThat(deliveries().deliveriesOf(second.id())).isEmpty();
        }

        @Test
        default void shouldFindTheEventOfTheSameIdempotencyKeyBeforeThatOfTheSameId() {
            Event first = anEventOf("a").idempotencyKey("k").build();
            accept(first);
            accept(anEvent("b"));

            assertThat(accept(anEventOf("b").idempotencyKey("k").build()))
                    .isEqualTo(new AcceptOutcome.AlreadyAccepted(first));
        }

        @Test
        default void shouldKeepIdempotencyKeysOfTenantsApart() {
            Event mine = anEventOf("a").idempotencyKey("k").build();
            Event theirs = anEventOf("b")
                    .id(EventId.ofOwnId(RIVAL, "b"))
                    .tenant(RIVAL)
                    .idempotencyKey("k")
                    .build();
            accept(mine);

            assertThat(accept(theirs)).isInstanceOf(AcceptOutcome.Accepted.class);
            assertThat(deliveries().findEvent(theirs.id())).isEqualTo(theirs);
        }

        @Test
        default void shouldKeepEventsWithoutAnIdempotencyKeyApart() {
            accept(anEvent("a"));

            assertThat(accept(anEvent("b"))).isInstanceOf(AcceptOutcome.Accepted.class);
        }

        @Test
        default void shouldKeepExactlyOneOfManyConcurrentEventsOfOneId() {
            List<Event> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> anEventOf("a").acceptedAt(NOON.plusMillis(i)).build())
                    .toList();

            assertOneWins(rivals);
        }

        @Test
        default void shouldKeepExactlyOneOfManyConcurrentEventsOfOneIdempotencyKey() {
            List<Event> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> anEventOf("event-" + i).idempotencyKey("k").build())
                    .toList();

            Event winner = assertOneWins(rivals);

            for (Event rival : rivals) {
                assertThat(deliveries().deliveriesOf(rival.id())).hasSize(rival.equals(winner) ? 2 : 0);
            }
        }

        private Event assertOneWins(List<Event> rivals) {
            List<AcceptOutcome> outcomes = Together.run(
                    rivals.size(),
                    i -> deliveries()
                            .accept(rivals.get(i), List.of(aDelivery(rivals.get(i), 1), aDelivery(rivals.get(i), 2))));

            assertThat(outcomes)
                    .filteredOn(AcceptOutcome.Accepted.class::isInstance)
                    .hasSize(1);
            Event winner = rivals.get(IntStream.range(0, outcomes.size())
                    .filter(i -> outcomes.get(i) instanceof AcceptOutcome.Accepted)
                    .findFirst()
                    .orElseThrow());
            assertThat(outcomes)
                    .filteredOn(AcceptOutcome.AlreadyAccepted.class::isInstance)
                    .containsOnly(new AcceptOutcome.AlreadyAccepted(winner));
            assertThat(deliveries().findEvent(winner.id())).isEqualTo(winner);
            return winner;
        }
    }

    /** {@link DeliveryStore#findEvent}, {@link DeliveryStore#find} and {@link DeliveryStore#deliveriesOf}. */
    interface Look extends DeliveryStoreContract {

        @Test
        default void shouldFindNothingForUnknownIds() {
            deliveries().accept(anEvent("a"), List.of(aDelivery(anEvent("a"), 1)));

            assertThat(deliveries().findEvent(eventId("b"))).isNull();
            assertThat(deliveries().find(new DeliveryId(eventId("a"), endpointId(2))))
                    .isNull();
            assertThat(deliveries().find(new DeliveryId(eventId("b"), endpointId(1))))
                    .isNull();
            assertThat(deliveries().deliveriesOf(eventId("b"))).isEmpty();
            assertThat(deliveries().attemptsOf(eventId("b"))).isEmpty();
            assertThat(deliveries().attemptsOf(eventId("a"))).isEmpty();
        }

        @Test
        default void shouldReturnAnEventsDeliveriesInTheOrderOfTheirEndpoints() {
            List<Delivery> fanOut = IntStream.range(0, 40)
                    .mapToObj(i -> aDelivery(anEvent("a"), i))
                    .toList();
            deliveries().accept(anEvent("a"), fanOut);
            deliveries().accept(anEvent("b"), List.of(aDelivery(anEvent("b"), 1)));

            assertThat(deliveries().deliveriesOf(eventId("a")))
                    .containsExactlyElementsOf(fanOut.stream()
                            .sorted(Comparator.comparing(Delivery::id))
                            .toList());
        }
    }

    /** Accepts an event without deliveries. */
    default AcceptOutcome accept(Event event) {
        return deliveries().accept(event, List.of());
    }

    /** Accepts the event of a name for the endpoint of a number, and returns its delivery. */
    default Delivery accepted(String name, int endpoint) {
        return accepted(name, new int[] {endpoint}).getFirst();
    }

    /** Accepts the event of a name for the endpoints of some numbers, and returns its deliveries in their order. */
    default List<Delivery> accepted(String name, int... endpoints) {
        Event event = anEvent(name);
        deliveries()
                .accept(
                        event,
                        IntStream.of(endpoints)
                                .mapToObj(endpoint -> aDelivery(event, endpoint))
                                .toList());
        return deliveries().deliveriesOf(event.id());
    }
}
