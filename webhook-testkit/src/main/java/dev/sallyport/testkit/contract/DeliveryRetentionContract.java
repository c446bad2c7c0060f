package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link DeliveryStore} forgets, and when; where a store expires records by itself this is not for it. */
public interface DeliveryRetentionContract {

    /** The policy of the tests: 30 days and 14 days. */
    RetentionPolicy RETENTION = RetentionPolicy.DEFAULT;

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    DeliveryStore deliveries();

    @ParameterizedTest
    @EnumSource(value = DeliveryStatus.class, mode = Mode.EXCLUDE, names = "PENDING")
    default void shouldRemoveADeliveryWhenItsTimeIsOverAndNotBefore(DeliveryStatus status) {
        Event event = anEventOf("a").build();
        Delivery pending = aDelivery(event, 1);
        Instant end = NOON.plusSeconds(5);
        deliveries().accept(event, List.of(pending));
        deliveries().record(pending.endedByAttempt(status, "why", end), anAttempt(pending));
        Instant over = end.plus(RETENTION.of(status));

        assertThat(deliveries().removeExpired(RETENTION, over.minusMillis(1), 10))
                .isZero();
        assertThat(deliveries().find(pending.id())).isNotNull();
        assertThat(deliveries().removeExpired(RETENTION, over, 10)).isPositive();

        assertThat(deliveries().find(pending.id())).isNull();
        assertThat(deliveries().attemptsOf(event.id())).isEmpty();
        assertThat(deliveries().findEvent(event.id())).isNull();
        assertThat(deliveries().list(DeliveryQuery.builder().build()).deliveries())
                .isEmpty();
        assertThat(deliveries().removeExpired(RETENTION, over, 10)).isZero();
    }

    @Test
    default void shouldNeverRemoveAPendingDelivery() {
        Event event = anEventOf("a").build();
        deliveries().accept(event, List.of(aDelivery(event, 1)));

        assertThat(deliveries().removeExpired(RETENTION, NOON.plus(Duration.ofDays(3_650)), 10))
                .isZero();
        assertThat(deliveries().find(aDelivery(event, 1).id())).isEqualTo(aDelivery(event, 1));
    }

    @Test
    default void shouldKeepTheTimeOfADeliveryThatWasRequeuedAndEndedAgain() {
        Event event = anEventOf("a").build();
        Delivery dead = aDelivery(event, 1).ended(DeliveryStatus.DEAD, "why", NOON);
        Delivery requeued = dead.requeued(NOON, NOON, NOON);
        deliveries().accept(event, List.of(aDelivery(event, 1)));
        deliveries().record(dead, null);
        deliveries().record(requeued, null);
        Instant over = NOON.plus(RETENTION.missed());

        assertThat(deliveries().removeExpired(RETENTION, over, 10)).isZero();
        deliveries().record(requeued.ended(DeliveryStatus.DEAD, "why", NOON.plusSeconds(1)), null);
        assertThat(deliveries().removeExpired(RETENTION, over, 10)).isZero();
        assertThat(deliveries().removeExpired(RETENTION, over.plusSeconds(1), 10))
                .isPositive();
    }

    @Test
    default void shouldKeepAnEventUntilTheLastOfItsDeliveriesGoes() {
        Event event = anEventOf("a").build();
        Delivery one = aDelivery(event, 1);
        Delivery other = aDelivery(event, 2);
        deliveries().accept(event, List.of(one, other));
        deliveries().record(one.ended(DeliveryStatus.DEAD, "why", NOON), null);
        deliveries().record(other.delivered(NOON), anAttempt(other));

        deliveries().removeExpired(RETENTION, NOON.plus(RETENTION.missed()), 10);
        assertThat(deliveries().findEvent(event.id())).isEqualTo(event);
        assertThat(deliveries().deliveriesOf(event.id())).containsExactly(other.delivered(NOON));
        assertThat(deliveries().attemptsOf(event.id())).containsExactly(anAttempt(other));

        deliveries().removeExpired(RETENTION, NOON.plus(RETENTION.settled()), 10);
        assertThat(deliveries().findEvent(event.id())).isNull();
    }

    @Test
    default void shouldRemoveAnEventThatNobodyWantedWhenItsTimeIsOver() {
        Event event = anEventOf("a").dueAt(NOON.plusSeconds(60)).build();
        deliveries().accept(event, List.of());
        Instant over = NOON.plusSeconds(60).plus(RETENTION.settled());

        assertThat(deliveries().removeExpired(RETENTION, over.minusMillis(1), 10))
                .isZero();
        assertThat(deliveries().findEvent(event.id())).isEqualTo(event);
        assertThat(deliveries().removeExpired(RETENTION, over, 10)).isEqualTo(1);
        assertThat(deliveries().findEvent(event.id())).isNull();
    }

    @Test
    default void shouldFreeTheIdAndTheIdempotencyKey() {
        Event event = anEventOf("a").idempotencyKey("k").build();
        Event sameKey = anEventOf("b").idempotencyKey("k").build();
        deliveries().accept(event, List.of());

        deliveries().removeExpired(RETENTION, NOON.plus(RETENTION.settled()), 10);

        assertThat(deliveries().accept(sameKey, List.of())).isInstanceOf(AcceptOutcome.Accepted.class);
        assertThat(deliveries().accept(event, List.of())).isEqualTo(new AcceptOutcome.AlreadyAccepted(sameKey));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 1_000})
    default void shouldRemoveUpToTheLimitUntilNothingIsLeft(int limit) {
        for (int i = 0; i < 12; i++) {
            Event event = anEventOf("event-" + i).build();
            Delivery pending = aDelivery(event, 1);
            deliveries().accept(event, i < 6 ? List.of(pending) : List.of());
            if (i < 6) {
                deliveries().record(pending.ended(DeliveryStatus.FILTERED, "why", NOON), null);
            }
        }
        Instant over = NOON.plus(RETENTION.settled());

        int removed = 0;
        int last;
        do {
            last = deliveries().removeExpired(RETENTION, over, limit);
            removed += last;
            assertThat(last).isBetween(0, limit);
        } while (last == limit);

        assertThat(removed).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
            assertThat(deliveries().findEvent(anEventOf("event-" + i).build().id()))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    default void shouldRefuseToRemoveOutOfRange(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries().removeExpired(RETENTION, NOON, limit));
    }
}
