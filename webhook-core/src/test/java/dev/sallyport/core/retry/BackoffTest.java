package dev.sallyport.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackoffTest {

    private static final Duration TOO_LONG = Duration.ofDays(365).plusNanos(1);

    private static List<Duration> firstFive(Backoff backoff) {
        return IntStream.rangeClosed(1, 5).mapToObj(backoff::delayAfter).toList();
    }

    private static List<Duration> minutes(long... minutes) {
        return Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    static Stream<Backoff> everyKind() {
        return Stream.of(
                Backoff.exponential(Duration.ofNanos(1)),
                Backoff.exponential(Duration.ofDays(365)),
                Backoff.linear(Duration.ofNanos(1)),
                Backoff.linear(Duration.ofDays(365)),
                Backoff.listed(Duration.ZERO, Duration.ofDays(365)));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void shouldRefuseAttemptsBelowOne(Backoff backoff) {
        assertThatThrownBy(() -> backoff.delayAfter(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempt must be at least 1, not 0");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void shouldNeverShrinkNorLeaveTheRange(Backoff backoff) {
        Duration before = Duration.ZERO;
        for (int attempt = 1; attempt > 0; attempt = attempt < 200 ? attempt + 1 : attempt * 2) {
            Duration delay = backoff.delayAfter(attempt);
            assertThat(delay).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Backoff.LONGEST);
            before = delay;
        }
    }

    @Nested
    class Exponential {

        @Test
        void shouldDouble() {
            assertThat(firstFive(Backoff.exponential(Duration.ofMinutes(1)))).isEqualTo(minutes(1, 2, 4, 8, 16));
        }

        @Test
        void shouldStopGrowingAtTheLongestWait() {
            Backoff backoff = Backoff.exponential(Duration.ofDays(91));

            assertThat(backoff.delayAfter(3)).isEqualTo(Duration.ofDays(364));
            assertThat(backoff.delayAfter(4)).isEqualTo(Duration.ofDays(365));
            assertThat(backoff.delayAfter(65)).isEqualTo(Duration.ofDays(365));
            assertThat(backoff.delayAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
        }

        @Test
        void shouldBeExactUpToTheLastDoublingThatFits() {
            Backoff backoff = Backoff.exponential(Duration.ofNanos(1));

            assertThat(backoff.delayAfter(55)).isEqualTo(Duration.ofNanos(1L << 54));
            assertThat(backoff.delayAfter(56)).isEqualTo(Duration.ofDays(365));
        }

        @Test
        void shouldRefuseAFirstWaitOutOfRange() {
            assertThatThrownBy(() -> Backoff.exponential(Duration.ZERO)).hasMessage("first must be more than zero");
            assertThatThrownBy(() -> Backoff.exponential(Duration.ofNanos(-1)))
                    .hasMessage("first must be from zero to 365 days, not PT-0.000000001S");
            assertThatThrownBy(() -> Backoff.exponential(TOO_LONG)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Linear {

        @Test
        void shouldGrowByTheStep() {
            assertThat(firstFive(Backoff.linear(Duration.ofMinutes(3)))).isEqualTo(minutes(3, 6, 9, 12, 15));
        }

        @Test
        void shouldStopGrowingAtTheLongestWait() {
            Backoff backoff = Backoff.linear(Duration.ofDays(182));

            assertThat(backoff.delayAfter(2)).isEqualTo(Duration.ofDays(364));
            assertThat(backoff.delayAfter(3)).isEqualTo(Duration.ofDays(365));
            assertThat(backoff.delayAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
        }

        @Test
        void shouldRefuseAStepOutOfRange() {
            assertThatThrownBy(() -> Backoff.linear(Duration.ZERO)).hasMessage("step must be more than zero");
            assertThatThrownBy(() -> Backoff.linear(TOO_LONG)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Listed {

        @Test
        void shouldFollowTheListAndRepeatItsLastWait() {
            Backoff backoff = Backoff.listed(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(9));

            assertThat(firstFive(backoff)).isEqualTo(minutes(5, 1, 9, 9, 9));
            assertThat(backoff.delayAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(9));
        }

        @Test
        void shouldKeepItsListWhenTheCallersChanges() {
            List<Duration> delays = new ArrayList<>(minutes(1, 2));
            Backoff backoff = Backoff.listed(delays);

            delays.clear();

            assertThat(backoff.delayAfter(2)).isEqualTo(Duration.ofMinutes(2));
        }

        @Test
        void shouldRefuseAnEmptyListAndWaitsOutOfRange() {
            assertThatThrownBy(() -> Backoff.listed(List.of())).hasMessage("delays must list at least one wait");
            assertThatThrownBy(() -> Backoff.listed(Duration.ofSeconds(-1)))
                    .hasMessage("each of delays must be from zero to 365 days, not PT-1S");
            assertThatThrownBy(() -> Backoff.listed(Duration.ofSeconds(1), TOO_LONG))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
