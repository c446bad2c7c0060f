package dev.sallyport.aws.dynamodb.delivery;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract of retention says, for a store whose records expire by themselves and are judged by the clock. */
class DeliveryExpiryIT {

    private static final RetentionPolicy RETENTION = RetentionPolicy.DEFAULT;

    private final Deployed deployed = new Deployed();
    private final DeliveryStore deliveries = deployed.store();
    private final Table table = new Table(DynamoDbEmulator.client(), deployed.table);

    @ParameterizedTest
    @EnumSource(value = DeliveryStatus.class, mode = Mode.EXCLUDE, names = "PENDING")
    void shouldFindADeliveryUntilItsTimeIsOver(DeliveryStatus status) {
        Event event = anEvent("a");
        Delivery pending = aDelivery(event, 1);
        Instant end = NOON.plusSeconds(5);
        deliveries.accept(event, List.of(pending));
        deliveries.record(pending.endedByAttempt(status, "why", end), anAttempt(pending));
        Instant over = end.plus(RETENTION.of(status));

        deployed.clock.set(over.minusMillis(1));
        assertThat(deliveries.find(pending.id())).isNotNull();
        assertThat(deliveries.attemptsOf(event.id())).containsExactly(anAttempt(pending));
        assertThat(deliveries.findEvent(event.id())).isEqualTo(event);

        deployed.clock.set(over);
        assertThat(deliveries.find(pending.id())).isNull();
        assertThat(deliveries.deliveriesOf(event.id())).isEmpty();
        assertThat(deliveries.attemptsOf(event.id())).isEmpty();
        assertThat(deliveries.findEvent(event.id())).isNull();
        assertThat(deliveries.list(DeliveryQuery.builder().build()).deliveries())
                .isEmpty();
    }

    @Test
    void shouldLetTheServiceDeleteEverythingOfAnEventThatIsOver() {
        Event event = anEventOf("a").idempotencyKey("k").build();
        Delivery pending = aDelivery(event, 1);
        Delivery failed = pending.failed(NOON, NOON);
        Delivery delivered = failed.delivered(NOON);
        deliveries.accept(event, List.of(pending));
        deliveries.record(failed, anAttempt(pending));
        deliveries.record(delivered, anAttempt(failed));
        long over = NOON.plus(RETENTION.settled()).getEpochSecond();

        assertThat(List.of(
                        DeliveryKeys.event(event.id()),
                        DeliveryKeys.delivery(pending.id()),
                        DeliveryKeys.attempt(pending.id(), 1),
                        DeliveryKeys.attempt(pending.id(), 2),
                        DeliveryKeys.idempotencyKey(event.tenant(), "k")))
                .allSatisfy(key -> assertThat(expiry(key)).isEqualTo(over));
    }

    @Test
    void shouldKeepWhatIsPending() {
        Event event = anEvent("a");
        deliveries.accept(event, List.of(aDelivery(event, 1), aDelivery(event, 2)));
        deliveries.record(aDelivery(event, 2).delivered(NOON), null);

        deployed.clock.advance(Duration.ofDays(399));

        assertThat(deliveries.find(aDelivery(event, 1).id())).isEqualTo(aDelivery(event, 1));
        assertThat(deliveries.findEvent(event.id())).isEqualTo(event);
        assertThat(item(DeliveryKeys.delivery(aDelivery(event, 1).id())).has("expires_at_epoch_seconds"))
                .isFalse();
    }

    @Test
    void shouldKeepAnEventUntilTheLastOfItsDeliveriesGoes() {
        Event event = anEvent("a");
        Delivery one = aDelivery(event, 1);
        Delivery other = aDelivery(event, 2);
        deliveries.accept(event, List.of(one, other));
        deliveries.record(one.ended(DeliveryStatus.DEAD, "why", NOON), null);
        deliveries.record(other.delivered(NOON), anAttempt(other));

        deployed.clock.set(NOON.plus(RETENTION.missed()));
        assertThat(deliveries.findEvent(event.id())).isEqualTo(event);
        assertThat(deliveries.deliveriesOf(event.id())).containsExactly(other.delivered(NOON));
        assertThat(deliveries.attemptsOf(event.id())).containsExactly(anAttempt(other));

        deployed.clock.set(NOON.plus(RETENTION.settled()));
        assertThat(deliveries.findEvent(event.id())).isNull();
    }

    @Test
    void shouldLetNothingOfARequeuedDeliveryExpire() {
        Event event = anEventOf("a").idempotencyKey("k").build();
        Delivery pending = aDelivery(event, 1);
        Delivery dead = pending.endedByAttempt(DeliveryStatus.DEAD, "why", NOON);
        Delivery requeued = dead.requeued(NOON, NOON, NOON);
        deliveries.accept(event, List.of(pending));
        deliveries.record(dead, anAttempt(pending));
        deliveries.record(requeued, null);

        deployed.clock.advance(Duration.ofDays(100));
        assertThat(deliveries.find(pending.id())).isEqualTo(requeued);
        assertThat(deliveries.attemptsOf(event.id())).containsExactly(anAttempt(pending));
        assertThat(item(DeliveryKeys.attempt(pending.id(), 1)).has("expires_at_epoch_seconds"))
                .isFalse();
        assertThat(deliveries.accept(anEventOf("b").idempotencyKey("k").build(), List.of()))
                .isEqualTo(new AcceptOutcome.AlreadyAccepted(event));

        Instant end = deployed.clock.instant();
        deliveries.record(requeued.delivered(end), anAttempt(requeued));
        deployed.clock.set(end.plus(RETENTION.settled()).minusMillis(1));
        assertThat(deliveries.findEvent(event.id())).isEqualTo(event);
        deployed.clock.set(end.plus(RETENTION.settled()));
        assertThat(deliveries.findEvent(event.id())).isNull();
    }

    @Test
    void shouldNotRequeueADeliveryWhoseTimeIsOver() {
        Event event = anEvent("a");
        Delivery dead = aDelivery(event, 1).ended(DeliveryStatus.DEAD, "why", NOON);
        deliveries.accept(event, List.of(aDelivery(event, 1)));
        deliveries.record(dead, null);

        deployed.clock.set(NOON.plus(RETENTION.missed()));

        assertThat(deliveries.record(dead.requeued(NOON, NOON, NOON), null))
                .isEqualTo(new RecordOutcome.Conflict(null));
    }

    @Test
    void shouldForgetAnEventThatNobodyWantedWhenItsTimeIsOver() {
        Event event = anEventOf("a").dueAt(NOON.plusSeconds(60)).build();
        deliveries.accept(event, List.of());
        Instant over = NOON.plusSeconds(60).plus(RETENTION.settled());

        deployed.clock.set(over.minusMillis(1));
        assertThat(deliveries.findEvent(event.id())).isEqualTo(event);
        deployed.clock.set(over);
        assertThat(deliveries.findEvent(event.id())).isNull();
    }

    @Test
    void shouldFreeTheIdAndTheIdempotencyKey() {
        Event event = anEventOf("a").idempotencyKey("k").build();
        Event sameKey = anEventOf("b").idempotencyKey("k").build();
        deliveries.accept(event, List.of());

        deployed.clock.set(NOON.plus(RETENTION.settled()));

        assertThat(deliveries.accept(sameKey, List.of(aDelivery(sameKey, 1))))
                .isInstanceOf(AcceptOutcome.Accepted.class);
        assertThat(deliveries.accept(event, List.of())).isEqualTo(new AcceptOutcome.AlreadyAccepted(sameKey));
    }

    @Test
    void shouldTakeOverAnIdempotencyKeyWhoseEventTheServiceDeletedFirst() {
        Event event = anEventOf("a").idempotencyKey("k").build();
        Event sameKey = anEventOf("b").idempotencyKey("k").build();
        deliveries.accept(event, List.of(aDelivery(event, 1)));
        table.delete(DeliveryKeys.event(event.id()));

        assertThat(deliveries.accept(sameKey, List.of(aDelivery(sameKey, 1))))
                .isInstanceOf(AcceptOutcome.Accepted.class);
    }

    @Test
    void shouldShowNoAttemptOfAnEarlierEventOfTheSameId() {
        Event event = anEvent("a");
        Delivery pending = aDelivery(event, 1);
        deliveries.accept(event, List.of(pending));
        deliveries.record(pending.delivered(NOON), anAttempt(pending));
        deployed.clock.set(NOON.plus(RETENTION.settled()));

        deliveries.accept(event, List.of(pending));

        assertThat(deliveries.deliveriesOf(event.id())).containsExactly(pending);
        assertThat(deliveries.attemptsOf(event.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    void shouldRefuseToRemoveOutOfRange(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries.removeExpired(RETENTION, NOON, limit));
    }

    @Test
    void shouldFindNothingToRemove() {
        deliveries.accept(anEvent("a"), List.of());

        assertThat(deliveries.removeExpired(RETENTION, NOON.plus(RETENTION.settled()), 10))
                .isZero();
    }

    private long expiry(ItemKey key) {
        return item(key).number("expires_at_epoch_seconds");
    }

    private Item item(ItemKey key) {
        return Objects.requireNonNull(table.get(key), key.toString());
    }
}
