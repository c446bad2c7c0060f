package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.aDeliveryOf;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static dev.sallyport.testkit.fixture.Deliveries.eventId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeliveryStore} does; lanes, listings and retention stand in {@link DeliveryLanesContract}, {@link
 * DeliveryListingContract} and {@link DeliveryRetentionContract}.
 */
public interface DeliveryStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    DeliveryStore deliveries();

    /** Everything that a store does. */
    interface All
            extends Accept,
                    Look,
                    Recording,
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

    /** {@link DeliveryStore#record}. */
    interface Recording extends DeliveryStoreContract {

        @Test
        default void shouldRecordAnAttemptWithTheChangeThatItMade() {
            Delivery pending = accepted("a", 1);
            Delivery failed = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(120));

            assertThat(deliveries().record(failed, anAttempt(pending))).isEqualTo(new RecordOutcome.Recorded());

            assertThat(deliveries().find(pending.id())).isEqualTo(failed);
            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
        }

        @Test
        default void shouldRecordAChangeWithoutAnAttempt() {
            Delivery pending = accepted("a", 1);
            Delivery later = pending.wokenLater(NOON.plusSeconds(600));

            assertThat(deliveries().record(later, null)).isEqualTo(new RecordOutcome.Recorded());

            assertThat(deliveries().find(pending.id())).isEqualTo(later);
            assertThat(deliveries().attemptsOf(eventId("a"))).isEmpty();
        }

        @Test
        default void shouldKeepEveryKindOfAttempt() {
            Delivery current = accepted("a", 1);
            RawPayload most = RawPayload.adopt(new byte[ResponseExcerpt.MOST_BYTES]);
            List<AttemptResult> results = List.of(
                    new AttemptResult.Answered(599, new ResponseExcerpt(most, true)),
                    new AttemptResult.Answered(200, ResponseExcerpt.EMPTY),
                    new AttemptResult.Failed(DeliveryError.TARGET_REFUSED),
                    new AttemptResult.Failed(DeliveryError.DNS_FAILURE));
            List<Attempt> attempts = IntStream.range(0, results.size())
                    .mapToObj(i -> new Attempt(
                            new DeliveryId(eventId("a"), endpointId(1)),
                            i + 1,
                            NOON.plusMillis(i),
                            Duration.ofNanos(1_234_567_891L * i),
                            results.get(i),
                            i == 1 ? null : NOON.plusSeconds(i)))
                    .toList();

            for (Attempt attempt : attempts) {
                current = current.failed(NOON.plusSeconds(1), NOON.plusSeconds(2));
                deliveries().record(current, attempt);
            }

            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactlyElementsOf(attempts);
        }

        @Test
        default void shouldKeepHowADeliveryEndedAndWasRequeued() {
            Delivery pending = accepted("a", 1);
            Delivery dead = pending.endedByAttempt(DeliveryStatus.DEAD, "attempts-exhausted", NOON.plusSeconds(1));
            Delivery requeued = dead.requeued(NOON.plusSeconds(2), NOON.plusSeconds(3), NOON.plusSeconds(4));

            deliveries().record(dead, anAttempt(pending));
            assertThat(deliveries().find(pending.id())).isEqualTo(dead);
            deliveries().record(requeued, null);
            assertThat(deliveries().find(pending.id())).isEqualTo(requeued);
            Delivery delivered = requeued.delivered(NOON.plusSeconds(5));
            deliveries().record(delivered, anAttempt(requeued));
            assertThat(deliveries().deliveriesOf(eventId("a"))).containsExactly(delivered);
        }

        @Test
        default void shouldReturnAttemptsInTheOrderOfEndpointsAndNumbers() {
            Delivery one = accepted("a", 1, 2).getFirst();
            Delivery other = accepted("a", 1, 2).getLast();
            Attempt onesFirst = anAttempt(one);
            Attempt othersFirst = anAttempt(other);
            deliveries().record(other.failed(NOON, NOON), othersFirst);
            deliveries().record(one.failed(NOON, NOON), onesFirst);
            Attempt othersSecond = anAttempt(other.failed(NOON, NOON));
            deliveries().record(other.failed(NOON, NOON).failed(NOON, NOON), othersSecond);

            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(onesFirst, othersFirst, othersSecond);
        }

        @Test
        default void shouldRecordTheNextRevisionAndNoOther() {
            Delivery pending = accepted("a", 1);
            Delivery first = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(60));
            Delivery rival = pending.delivered(NOON);
            Delivery tooFar = first.failed(NOON, NOON).failed(NOON, NOON);
            deliveries().record(first, anAttempt(pending));

            assertThat(deliveries().record(rival, anAttempt(pending))).isEqualTo(new RecordOutcome.Conflict(first));
            assertThat(deliveries().record(tooFar, anAttempt(tooFar))).isEqualTo(new RecordOutcome.Conflict(first));
            assertThat(deliveries().find(pending.id())).isEqualTo(first);
            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
        }

        @Test
        default void shouldCountARepeatedCallAsRecorded() {
            Delivery pending = accepted("a", 1);
            Delivery failed = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(60));
            deliveries().record(failed, anAttempt(pending));

            assertThat(deliveries().record(failed, anAttempt(pending))).isEqualTo(new RecordOutcome.Recorded());
            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
        }

        @Test
        default void shouldRecordNothingOfADeliveryThatDoesNotExist() {
            Delivery unknown = aDelivery(anEvent("a"), 1).failed(NOON, NOON);

            assertThat(deliveries().record(unknown, anAttempt(aDelivery(anEvent("a"), 1))))
                    .isEqualTo(new RecordOutcome.Conflict(null));
            assertThat(deliveries().find(unknown.id())).isNull();
            assertThat(deliveries().attemptsOf(eventId("a"))).isEmpty();
        }

        @Test
        default void shouldLetExactlyOneOfManyConcurrentChangesWin() {
            Delivery pending = accepted("a", 1);
            List<Delivery> rivals = IntStream.range(0, 16)
                    .mapToObj(i -> pending.failed(NOON.plusSeconds(i), NOON.plusSeconds(i)))
                    .toList();

            List<RecordOutcome> outcomes =
                    Together.run(rivals.size(), i -> deliveries().record(rivals.get(i), anAttempt(pending)));

            assertThat(outcomes).containsOnlyOnce(new RecordOutcome.Recorded());
            assertThat(deliveries().find(pending.id()))
                    .isEqualTo(rivals.get(outcomes.indexOf(new RecordOutcome.Recorded())));
            assertThat(deliveries().attemptsOf(eventId("a"))).containsExactly(anAttempt(pending));
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
