package dev.sallyport.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JitterTest {

    private static final Duration DELAY = Duration.ofSeconds(100);

    private static List<Duration> leastMiddleMost(Jitter jitter) {
        return List.of(
                jitter.apply(DELAY, Draws.least()),
                jitter.apply(DELAY, Draws.middle()),
                jitter.apply(DELAY, Draws.most()));
    }

    private static List<Duration> seconds(long... seconds) {
        List<Duration> durations = new ArrayList<>();
        for (long second : seconds) {
            durations.add(Duration.ofSeconds(second));
        }
        return durations;
    }

    @Test
    void shouldDrawNothingWithoutJitter() {
        assertThat(Jitter.none().apply(DELAY, Draws.none())).isEqualTo(DELAY);
    }

    @Test
    void shouldDrawFromZeroToAllWhenFull() {
        assertThat(leastMiddleMost(Jitter.full())).isEqualTo(seconds(0, 50, 100));
    }

    @Test
    void shouldDrawFromHalfToAllWhenEqual() {
        assertThat(leastMiddleMost(Jitter.equal())).isEqualTo(seconds(50, 75, 100));
    }

    @Test
    void shouldDrawEitherWayWhenProportional() {
        assertThat(leastMiddleMost(Jitter.proportional(0.2))).isEqualTo(seconds(80, 100, 120));
        assertThat(leastMiddleMost(Jitter.proportional(1))).isEqualTo(seconds(0, 100, 200));
    }

    @Test
    void shouldKeepHalfAnOddNanosecondOnTheLongSideWhenEqual() {
        assertThat(Jitter.equal().apply(Duration.ofNanos(3), Draws.least())).isEqualTo(Duration.ofNanos(2));
    }

    @Test
    void shouldSpreadTheLongestWaitWithoutOverflow() {
        assertThat(Jitter.proportional(1).apply(Backoff.LONGEST, Draws.most())).isEqualTo(Duration.ofDays(730));
        assertThat(Jitter.full().apply(Backoff.LONGEST, Draws.most())).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void shouldLeaveZeroAtZero() {
        for (Jitter jitter : List.of(Jitter.none(), Jitter.full(), Jitter.equal(), Jitter.proportional(0.5))) {
            assertThat(jitter.apply(Duration.ZERO, new Random(1))).isZero();
        }
    }

    @Test
    void shouldGiveTheSameWaitsForTheSameSeed() {
        RandomGenerator one = new Random(7);
        RandomGenerator other = new Random(7);
        for (int i = 0; i < 100; i++) {
            assertThat(Jitter.full().apply(DELAY, one)).isEqualTo(Jitter.full().apply(DELAY, other));
        }
    }

    @Test
    void shouldFillEveryTenthOfTheRangeEvenlyWhenFull() {
        int[] tenths = new int[10];
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            long nanos = Jitter.full().apply(DELAY, random).toNanos();
            tenths[(int) Math.min(9, nanos / (DELAY.toNanos() / 10))]++;
        }
        // 1000 are expected in each; five standard deviations are 150, and the seed is fixed.
        assertThat(Arrays.stream(tenths).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void shouldRefuseFractionsOutOfRange() {
        for (double fraction : new double[] {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Jitter.proportional(fraction))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("fraction must be more than 0 and at most 1, not " + fraction);
        }
    }
}
