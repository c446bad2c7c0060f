package dev.sallyport.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.retry.RetryDecision.GiveUp;
import dev.sallyport.core.retry.RetryDecision.Reason;
import dev.sallyport.core.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration YOUNG = Duration.ofSeconds(3);

    private static RetryDecision after(Duration delay) {
        return new RetryAfter(delay);
    }

    private static RetryPolicy everyMinute(int attempts) {
        return RetryPolicy.builder()
                .attempts(attempts)
                .backoff(Backoff.listed(Duration.ofMinutes(1)))
                .jitter(Jitter.none())
                .build();
    }

    @Nested
    class Defaults {

        @Test
        void shouldTryProcessingThreeTimesWithFullJitter() {
            RetryPolicy policy = RetryPolicy.ofProcessing();

            assertThat(policy.decide(1, YOUNG, Draws.most())).isEqualTo(after(Duration.ofSeconds(1)));
            assertThat(policy.decide(2, YOUNG, Draws.most())).isEqualTo(after(Duration.ofSeconds(2)));
            assertThat(policy.decide(2, YOUNG, Draws.least())).isEqualTo(after(Duration.ZERO));
            assertThat(policy.decide(3, YOUNG, Draws.none())).isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }

        @Test
        void shouldDeliverAfterAboutOneTwoFourEightAndSixteenMinutes() {
            RetryPolicy policy = RetryPolicy.ofDeliveries();

            for (int attempt = 1; attempt <= 5; attempt++) {
                Duration scheduled = Duration.ofMinutes(1L << (attempt - 1));
                assertThat(policy.decide(attempt, YOUNG, Draws.middle())).isEqualTo(after(scheduled));
                assertThat(policy.decide(attempt, YOUNG, Draws.least()))
                        .isEqualTo(after(scheduled.multipliedBy(9).dividedBy(10)));
                assertThat(policy.decide(attempt, YOUNG, Draws.most()))
                        .isEqualTo(after(scheduled.multipliedBy(11).dividedBy(10)));
            }
            assertThat(policy.decide(6, YOUNG, Draws.none())).isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }
    }

    @Nested
    class Attempts {

        @Test
        void shouldGiveUpAtOnceWhenThereIsOneAttempt() {
            assertThat(everyMinute(1).decide(1, YOUNG, Draws.none())).isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }

        @Test
        void shouldStayExhaustedBeyondTheLastAttempt() {
            assertThat(everyMinute(2).decide(7, YOUNG, Draws.none())).isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }

        @Test
        void shouldRefuseAttemptsBelowOne() {
            assertThatThrownBy(() -> everyMinute(2).decide(0, YOUNG, Draws.none()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> everyMinute(0)).hasMessage("attempts must be at least 1, not 0");
        }
    }

    @Nested
    class Cap {

        @Test
        void shouldBoundTheScheduleBeforeJitter() {
            RetryPolicy policy = RetryPolicy.builder()
                    .attempts(9)
                    .backoff(Backoff.exponential(Duration.ofMinutes(1)))
                    .jitter(Jitter.equal())
                    .cap(Duration.ofMinutes(6))
                    .build();

            assertThat(policy.decide(3, YOUNG, Draws.most())).isEqualTo(after(Duration.ofMinutes(4)));
            assertThat(policy.decide(4, YOUNG, Draws.most())).isEqualTo(after(Duration.ofMinutes(6)));
            assertThat(policy.decide(8, YOUNG, Draws.least())).isEqualTo(after(Duration.ofMinutes(3)));
        }

        @Test
        void shouldBeRefusedOutOfRange() {
            assertThatThrownBy(() ->
                            RetryPolicy.builder().cap(Duration.ofDays(366)).build())
                    .hasMessage("cap must be from zero to 365 days, not PT8784H");
            assertThatThrownBy(() -> RetryPolicy.builder()
                            .hintCap(Duration.ofSeconds(-1))
                            .build())
                    .hasMessage("hintCap must be from zero to 365 days, not PT-1S");
        }
    }

    @Nested
    class MaximumAge {

        private final RetryPolicy policy = RetryPolicy.builder()
                .from(everyMinute(100))
                .maximumAge(Duration.ofMinutes(10))
                .build();

        @Test
        void shouldAllowAnAttemptThatStartsAtTheMaximumAge() {
            assertThat(policy.decide(1, Duration.ofMinutes(9), Draws.none())).isEqualTo(after(Duration.ofMinutes(1)));
        }

        @Test
        void shouldGiveUpWhenTheNextAttemptWouldStartLater() {
            assertThat(policy.decide(1, Duration.ofMinutes(9).plusNanos(1), Draws.none()))
                    .isEqualTo(new GiveUp(Reason.TOO_OLD));
            assertThat(policy.decide(1, Duration.ofSeconds(Long.MAX_VALUE), Draws.none()))
                    .isEqualTo(new GiveUp(Reason.TOO_OLD));
        }

        @Test
        void shouldCountTheHint() {
            assertThat(policy.decide(1, Duration.ofMinutes(5), Duration.ofMinutes(6), Draws.none()))
                    .isEqualTo(new GiveUp(Reason.TOO_OLD));
        }

        @Test
        void shouldNameTheAttemptsFirst() {
            assertThat(policy.decide(100, Duration.ofDays(1), Draws.none()))
                    .isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }

        @Test
        void shouldBearAClockSetBack() {
            assertThat(policy.decide(1, Duration.ofSeconds(Long.MIN_VALUE), Draws.none()))
                    .isEqualTo(after(Duration.ofMinutes(1)));
        }

        @Test
        void shouldBeRefusedUnlessPositive() {
            assertThatThrownBy(() ->
                            RetryPolicy.builder().maximumAge(Duration.ZERO).build())
                    .hasMessage("maximumAge must be more than zero, not PT0S");
        }
    }

    @Nested
    class Hint {

        private final RetryPolicy policy = RetryPolicy.builder()
                .from(everyMinute(3))
                .hintCap(Duration.ofMinutes(5))
                .build();

        @Test
        void shouldLengthenTheWait() {
            assertThat(policy.decide(1, YOUNG, Duration.ofMinutes(2), Draws.none()))
                    .isEqualTo(after(Duration.ofMinutes(2)));
        }

        @Test
        void shouldNotShortenTheWait() {
            assertThat(policy.decide(1, YOUNG, Duration.ofSeconds(2), Draws.none()))
                    .isEqualTo(after(Duration.ofMinutes(1)));
            assertThat(policy.decide(1, YOUNG, Duration.ZERO, Draws.none())).isEqualTo(after(Duration.ofMinutes(1)));
        }

        @Test
        void shouldCountUpToItsCap() {
            assertThat(policy.decide(1, YOUNG, RetryAfterHeader.LONGEST, Draws.none()))
                    .isEqualTo(after(Duration.ofMinutes(5)));
        }

        @Test
        void shouldLeaveAScheduleLongerThanItsCapAlone() {
            RetryPolicy shortCap = RetryPolicy.builder()
                    .from(policy)
                    .hintCap(Duration.ofSeconds(5))
                    .build();

            assertThat(shortCap.decide(1, YOUNG, Duration.ofHours(9), Draws.none()))
                    .isEqualTo(after(Duration.ofMinutes(1)));
        }

        @Test
        void shouldNotReviveWhatIsExhausted() {
            assertThat(policy.decide(3, YOUNG, Duration.ZERO, Draws.none()))
                    .isEqualTo(new GiveUp(Reason.ATTEMPTS_EXHAUSTED));
        }
    }
}
