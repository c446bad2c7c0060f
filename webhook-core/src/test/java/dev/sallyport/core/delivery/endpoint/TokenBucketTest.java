package dev.sallyport.core.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.endpoint.TokenBucket.Take;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final RateLimit TEN_PER_SECOND = new RateLimit(10, Duration.ofSeconds(1), 3);

    @Test
    void shouldGiveABurstAndThenOneAtATime() {
        TokenBucket bucket = TokenBucket.FULL;
        for (int i = 0; i < 3; i++) {
            bucket = taken(bucket, T0);
        }

        assertThat(bucket.take(TEN_PER_SECOND, T0)).isEqualTo(new Take.Wait(Duration.ofMillis(100)));
        assertThat(bucket.take(TEN_PER_SECOND, T0.plusMillis(99))).isEqualTo(new Take.Wait(Duration.ofMillis(1)));
        bucket = taken(bucket, T0.plusMillis(100));
        assertThat(bucket.take(TEN_PER_SECOND, T0.plusMillis(100))).isEqualTo(new Take.Wait(Duration.ofMillis(100)));
    }

    @Test
    void shouldTellHowManyTokensAreLeft() {
        TokenBucket bucket = TokenBucket.FULL;
        assertThat(bucket.tokens(TEN_PER_SECOND, T0)).isEqualTo(3);
        bucket = taken(taken(bucket, T0), T0);
        assertThat(bucket.tokens(TEN_PER_SECOND, T0)).isEqualTo(1);
        bucket = taken(bucket, T0);
        assertThat(bucket.tokens(TEN_PER_SECOND, T0)).isZero();
        assertThat(bucket.tokens(TEN_PER_SECOND, T0.plusMillis(250))).isEqualTo(2);
        assertThat(bucket.tokens(TEN_PER_SECOND, T0.plusSeconds(60))).isEqualTo(3);
    }

    @Test
    void shouldRoundUpAnIntervalThatDoesNotDivide() {
        RateLimit threePerSecond = new RateLimit(3, Duration.ofSeconds(1), 1);
        TokenBucket bucket = ((Take.Taken) TokenBucket.FULL.take(threePerSecond, T0)).after();

        assertThat(bucket.take(threePerSecond, T0)).isEqualTo(new Take.Wait(Duration.ofNanos(333_333_334)));
    }

    @Test
    void shouldWaitNoLongerThanAnEmptyBucketIfTheClockStepsBack() {
        TokenBucket bucket = taken(TokenBucket.FULL, T0);

        assertThat(bucket.take(TEN_PER_SECOND, T0.minusSeconds(3_600)))
                .isEqualTo(new Take.Wait(Duration.ofMillis(100)));
        assertThat(bucket.tokens(TEN_PER_SECOND, T0.minusSeconds(3_600))).isZero();
    }

    @Test
    void shouldMakeBurstsATwentiethOfTheLimit() {
        assertThat(RateLimit.of(100, Duration.ofSeconds(1)).burst()).isEqualTo(5);
        assertThat(RateLimit.of(7, Duration.ofSeconds(1)).burst()).isEqualTo(1);
    }

    @Test
    void shouldRefuseLimitsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(1_000_001, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(1, Duration.ofNanos(999_999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1, Duration.ofDays(1).plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(5, Duration.ofSeconds(1), 6));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(5, Duration.ofSeconds(1), 0));
    }

    private static TokenBucket taken(TokenBucket bucket, Instant now) {
        return ((Take.Taken) bucket.take(TEN_PER_SECOND, now)).after();
    }
}
