package dev.sallyport.core.delivery.endpoint;

import static dev.sallyport.core.delivery.endpoint.HealthNotice.BREAKER_OPENED;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.BUDGET_100;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.BUDGET_50;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.BUDGET_70;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.BUDGET_90;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.DISABLED;
import static dev.sallyport.core.delivery.endpoint.HealthNotice.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.EndpointHealth.Admission;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.HealthChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final HealthPolicy POLICY =
            new HealthPolicy(3, Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofDays(5));

    private EndpointHealth health = EndpointHealth.unknown();
    private final List<HealthNotice> told = new ArrayList<>();
    private boolean disabled;

    private void fail(Instant at) {
        take(health.failed(at, Duration.ZERO, POLICY));
    }

    private void take(HealthChange change) {
        health = change.health();
        told.addAll(change.notices());
        disabled |= change.disable();
    }

    private void failTimes(int times, Instant at) {
        for (int i = 0; i < times; i++) {
            fail(at);
        }
    }

    private EndpointHealth probed(Instant at) {
        return ((Admission.Probe) health.admit(at, LEASE)).next();
    }

    @Nested
    class TheBreaker {

        @Test
        void shouldOpenAfterAsManyFailuresInARowAsThePolicySays() {
            failTimes(2, T0);
            assertThat(health.admit(T0, LEASE)).isEqualTo(new Admission.Go());

            fail(T0);

            assertThat(health.admit(T0, LEASE)).isEqualTo(new Admission.Wait(Duration.ofSeconds(30)));
            assertThat(told).containsExactly(BREAKER_OPENED);
        }

        @Test
        void shouldBeginToCountAnewAfterASuccess() {
            failTimes(2, T0);
            take(health.succeeded());
            failTimes(2, T0);

            assertThat(health.breaker()).isEqualTo(new Breaker.Closed(2));
            assertThat(told).isEmpty();
        }

        @Test
        void shouldLetOneProbeThroughAfterThePause() {
            failTimes(3, T0);

            health = probed(T0.plusSeconds(30));

            assertThat(health.admit(T0.plusSeconds(31), LEASE)).isEqualTo(new Admission.Wait(Duration.ofSeconds(19)));
        }

        @Test
        void shouldLetAnotherProbeThroughIfOneIsLost() {
            failTimes(3, T0);
            health = probed(T0.plusSeconds(30));

            assertThat(health.admit(T0.plusSeconds(50), LEASE)).isInstanceOf(Admission.Probe.class);
        }

        @Test
        void shouldCloseAfterASuccessfulProbe() {
            failTimes(3, T0);
            health = probed(T0.plusSeconds(30));

            take(health.succeeded());

            assertThat(health.breaker()).isEqualTo(Breaker.CLOSED);
            assertThat(told).containsExactly(BREAKER_OPENED, RECOVERED);
        }

        @Test
        void shouldDoubleThePauseAfterEachFailedProbeUpToTheLongest() {
            failTimes(3, T0);
            List<Duration> pauses = new ArrayList<>();
            Instant now = T0;
            for (int i = 0; i < 5; i++) {
                Instant until = ((Breaker.Open) health.breaker()).until();
                pauses.add(Duration.between(now, until));
                now = until;
                health = probed(now);
                fail(now);
            }

            assertThat(pauses)
                    .containsExactly(
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(120),
                            Duration.ofSeconds(120),
                            Duration.ofSeconds(120));
            assertThat(told).containsExactly(BREAKER_OPENED);
        }

        @Test
        void shouldRestAsLongAsTheEndpointAsks() {
            failTimes(2, T0);
            take(health.failed(T0, Duration.ofMinutes(10), POLICY));

            assertThat(health.admit(T0, LEASE)).isEqualTo(new Admission.Wait(Duration.ofMinutes(10)));
        }

        @Test
        void shouldTakeNoNoticeOfAttemptsThatWereUnderWayWhenItOpened() {
            failTimes(3, T0);
            Breaker open = health.breaker();

            fail(T0.plusSeconds(10));

            assertThat(health.breaker()).isEqualTo(open);
        }
    }

    @Nested
    class TheBudget {

        @Test
        void shouldDisableAnEndpointOfOneEventInTwoDaysOnDaySix() {
            failTimes(6, T0);
            failTimes(6, T0.plus(Duration.ofDays(2)));
            failTimes(6, T0.plus(Duration.ofDays(4)));
            assertThat(disabled).isFalse();
            assertThat(told).containsExactly(BREAKER_OPENED, BUDGET_50, BUDGET_70);

            fail(T0.plus(Duration.ofDays(6)));

            assertThat(disabled).isTrue();
            assertThat(told).containsExactly(BREAKER_OPENED, BUDGET_50, BUDGET_70, BUDGET_90, BUDGET_100, DISABLED);
        }

        @Test
        void shouldDisableABusyEndpointOnDayFiveAndTellEachStepOnce() {
            for (int hour = 0; hour <= 119; hour++) {
                fail(T0.plus(Duration.ofHours(hour)));
            }
            assertThat(disabled).isFalse();
            assertThat(told).containsExactly(BREAKER_OPENED, BUDGET_50, BUDGET_70, BUDGET_90);

            fail(T0.plus(Duration.ofHours(120)));
            fail(T0.plus(Duration.ofHours(121)));

            assertThat(disabled).isTrue();
            assertThat(told).containsExactly(BREAKER_OPENED, BUDGET_50, BUDGET_70, BUDGET_90, BUDGET_100, DISABLED);
        }

        @Test
        void shouldNotDisableForTwoUnluckyEventsWithAWeekOfSilenceBetween() {
            fail(T0);
            fail(T0.plus(Duration.ofDays(7)));

            assertThat(health.failingFor()).isEqualTo(Duration.ofHours(60));
            assertThat(disabled).isFalse();
            assertThat(told).containsExactly(BUDGET_50);
        }

        @Test
        void shouldBeWholeAgainAfterASuccess() {
            fail(T0);
            fail(T0.plus(Duration.ofDays(2)));
            take(health.succeeded());
            fail(T0.plus(Duration.ofDays(4)));

            assertThat(health.failingFor()).isEqualTo(Duration.ZERO);
            assertThat(health.failingSince()).isEqualTo(T0.plus(Duration.ofDays(4)));
            assertThat(health.episode()).isEqualTo(2);
            assertThat(told).isEmpty();
        }

        @Test
        void shouldNotShrinkIfTheClockStepsBack() {
            fail(T0.plus(Duration.ofDays(1)));
            fail(T0);

            assertThat(health.failingFor()).isEqualTo(Duration.ZERO);
        }
    }

    @Nested
    class Recovery {

        @Test
        void shouldBeToldOnce() {
            failTimes(3, T0);
            take(health.succeeded());
            take(health.succeeded());

            assertThat(told).containsExactly(BREAKER_OPENED, RECOVERED);
        }

        @Test
        void shouldNotBeToldIfNothingWasTold() {
            fail(T0);
            take(health.succeeded());

            assertThat(told).isEmpty();
        }

        @Test
        void shouldChangeNothingOfAHealthyEndpoint() {
            assertThat(health.succeeded().health()).isSameAs(health);
        }

        @Test
        void shouldBeToldAfterReenablingToo() {
            take(health.gone(T0, POLICY));
            health = health.reenabled();
            assertThat(health.admit(T0, LEASE)).isEqualTo(new Admission.Go());

            take(health.succeeded());

            assertThat(told).containsExactly(DISABLED, RECOVERED);
        }

        @Test
        void shouldTellANewEpisodeAnewAfterReenabling() {
            take(health.gone(T0, POLICY));
            health = health.reenabled();
            failTimes(3, T0.plusSeconds(60));

            assertThat(told).containsExactly(DISABLED, BREAKER_OPENED);
            assertThat(health.episode()).isEqualTo(2);
            assertThat(health.failingSince()).isEqualTo(T0.plusSeconds(60));
        }
    }

    @Test
    void shouldDisableAtOnceAnEndpointThatIsGone() {
        take(health.gone(T0, POLICY));
        take(health.gone(T0, POLICY));

        assertThat(disabled).isTrue();
        assertThat(told).containsExactly(DISABLED);
    }
}
