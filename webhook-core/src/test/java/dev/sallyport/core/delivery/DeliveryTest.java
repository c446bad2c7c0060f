package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    static Delivery pending() {
        return Delivery.builder()
                .id(new DeliveryId(new EventId("evt_" + "1".repeat(32)), new EndpointId("ep_" + "2".repeat(32))))
                .tenant(new TenantId("acme"))
                .eventType(new EventType("invoice.paid"))
                .status(DeliveryStatus.PENDING)
                .acceptedAt(T0)
                .openedAt(T0)
                .dueAt(T0)
                .wakeAt(T0.plusSeconds(60))
                .build();
    }

    @Test
    void shouldCountAFailedAttemptAndStayPending() {
        Delivery failed = pending().failed(T0.plusSeconds(61), T0.plusSeconds(121));

        assertThat(failed.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.dueAt()).isEqualTo(T0.plusSeconds(61));
        assertThat(failed.wakeAt()).isEqualTo(T0.plusSeconds(121));
        assertThat(failed.revision()).isEqualTo(1);
    }

    @Test
    void shouldCountTheAttemptThatDelivers() {
        Delivery delivered = pending().delivered(T0.plusSeconds(1));

        assertThat(delivered.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThat(delivered.endedAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(delivered.reason()).isNull();
    }

    @Test
    void shouldEndWithAndWithoutAnAttempt() {
        Delivery dead = pending().endedByAttempt(DeliveryStatus.DEAD, "attempts-exhausted", T0);
        Delivery expired = pending().ended(DeliveryStatus.EXPIRED, "too-old", T0);

        assertThat(dead.attempts()).isEqualTo(1);
        assertThat(dead.reason()).isEqualTo("attempts-exhausted");
        assertThat(expired.attempts()).isZero();
        assertThat(expired.status()).isEqualTo(DeliveryStatus.EXPIRED);
    }

    @Test
    void shouldNotCountMovingTheWakeTime() {
        Delivery later = pending().wokenLater(T0.plusSeconds(300));

        assertThat(later.attempts()).isZero();
        assertThat(later.dueAt()).isEqualTo(T0);
        assertThat(later.wakeAt()).isEqualTo(T0.plusSeconds(300));
    }

    @Test
    void shouldCountAnewAfterARequeueAndKeepWhatWas() {
        Delivery dead = pending()
                .failed(T0.plusSeconds(61), T0.plusSeconds(121))
                .endedByAttempt(DeliveryStatus.DEAD, "attempts-exhausted", T0.plusSeconds(61));

        Delivery again = dead.requeued(T0.plusSeconds(500), T0.plusSeconds(501), T0.plusSeconds(560));

        assertThat(again.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.attemptsInRound()).isZero();
        assertThat(again.openedAt()).isEqualTo(T0.plusSeconds(500));
        assertThat(again.acceptedAt()).isEqualTo(T0);
        assertThat(again.endedAt()).isNull();
        assertThat(again.reason()).isNull();
        assertThat(again.failed(T0.plusSeconds(900), T0.plusSeconds(960)).attemptsInRound())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = "PENDING", mode = EnumSource.Mode.EXCLUDE)
    void shouldEndOnlyOnce(DeliveryStatus ending) {
        Delivery ended = pending().ended(ending, "why", T0);

        assertThatIllegalStateException().isThrownBy(() -> ended.delivered(T0));
        assertThatIllegalStateException().isThrownBy(() -> ended.failed(T0, T0));
        assertThatIllegalStateException().isThrownBy(() -> ended.ended(DeliveryStatus.DEAD, "why", T0));
        assertThatIllegalStateException().isThrownBy(() -> ended.endedByAttempt(DeliveryStatus.DEAD, "why", T0));
        assertThatIllegalStateException().isThrownBy(() -> ended.wokenLater(T0));
    }

    @Test
    void shouldNotRequeueWhatIsPending() {
        assertThatIllegalStateException().isThrownBy(() -> pending().requeued(T0, T0, T0));
    }

    @Test
    void shouldRefuseAnEndWithoutAnInstant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.builder()
                        .from(pending())
                        .status(DeliveryStatus.DEAD)
                        .build());
    }

    @Test
    void shouldGoInALaneOnlyWithAKey() {
        OrderingKey key = new OrderingKey("customer-1");

        assertThat(pending().lane()).isNull();
        assertThat(Delivery.builder().from(pending()).orderingKey(key).build().lane())
                .isEqualTo(new Lane(pending().id().endpoint(), key));
    }

    @Nested
    class Summary {

        @Test
        void shouldBePendingAsLongAsOneIs() {
            assertThat(EventStatus.of(List.of(pending().delivered(T0), pending())))
                    .isEqualTo(EventStatus.PENDING);
        }

        @Test
        void shouldBeFailedIfOneWasMissed() {
            assertThat(EventStatus.of(List.of(
                            pending().delivered(T0), pending().ended(DeliveryStatus.BLOCKED, "private-use", T0))))
                    .isEqualTo(EventStatus.FAILED);
        }

        @Test
        void shouldBeDeliveredIfAllWhoWantedItHaveIt() {
            assertThat(EventStatus.of(List.of(
                            pending().delivered(T0), pending().ended(DeliveryStatus.FILTERED, "payload-filter", T0))))
                    .isEqualTo(EventStatus.DELIVERED);
        }

        @Test
        void shouldBeNotWantedIfNobodyWantedIt() {
            assertThat(EventStatus.of(List.of())).isEqualTo(EventStatus.NOT_WANTED);
            assertThat(EventStatus.of(List.of(pending().ended(DeliveryStatus.FILTERED, "payload-filter", T0))))
                    .isEqualTo(EventStatus.NOT_WANTED);
        }
    }

    @Nested
    class Retention {

        @Test
        void shouldKeepDeliveredOnesThirtyDaysAndMissedOnesFourteen() {
            Delivery delivered = pending().delivered(T0);
            Delivery dead = pending().ended(DeliveryStatus.DEAD, "refused", T0);
            Instant day14 = Instant.parse("2026-01-15T00:00:00Z");
            Instant day30 = Instant.parse("2026-01-31T00:00:00Z");

            assertThat(RetentionPolicy.DEFAULT.isOver(dead, day14.minusMillis(1)))
                    .isFalse();
            assertThat(RetentionPolicy.DEFAULT.isOver(dead, day14)).isTrue();
            assertThat(RetentionPolicy.DEFAULT.isOver(delivered, day30.minusMillis(1)))
                    .isFalse();
            assertThat(RetentionPolicy.DEFAULT.isOver(delivered, day30)).isTrue();
            assertThat(RetentionPolicy.DEFAULT.isOver(pending(), Instant.MAX)).isFalse();
        }
    }
}
