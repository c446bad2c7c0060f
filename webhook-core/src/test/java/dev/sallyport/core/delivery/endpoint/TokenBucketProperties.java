package dev.sallyport.core.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.TokenBucket.Take;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketProperties {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Property(seed = "20261122")
    void shouldNeverExceedTheLimitInAnyWindow(
            @ForAll @IntRange(min = 20, max = 400) int attempts,
            @ForAll @Size(min = 1, max = 600) List<@IntRange(max = 20) Integer> stepsInMillis) {
        RateLimit limit = RateLimit.of(attempts, Duration.ofSeconds(1));
        List<Instant> granted = grant(limit, stepsInMillis);

        for (int first = 0; first < granted.size(); first++) {
            Instant end = granted.get(first).plusSeconds(1);
            int last = first;
            while (last < granted.size() && granted.get(last).isBefore(end)) {
                last++;
            }
            assertThat((last - first) * 100).isLessThanOrEqualTo(attempts * 105);
        }
    }

    @Property(seed = "20261122")
    void shouldGrantAfterTheWaitItAskedFor(
            @ForAll @IntRange(min = 1, max = 1_000) int attempts, @ForAll @IntRange(min = 1, max = 50) int taken) {
        RateLimit limit = RateLimit.of(attempts, Duration.ofSeconds(1));
        TokenBucket bucket = TokenBucket.FULL;
        Instant now = T0;
        for (int i = 0; i < taken; i++) {
            switch (bucket.take(limit, now)) {
                case Take.Taken granted -> bucket = granted.after();
                case Take.Wait wait -> {
                    assertThat(bucket.take(limit, now.plus(wait.delay()).minusNanos(1)))
                            .isInstanceOf(Take.Wait.class);
                    now = now.plus(wait.delay());
                    assertThat(bucket.take(limit, now)).isInstanceOf(Take.Taken.class);
                }
            }
        }
    }

    /** Asks three times at every step, which is more than any of the limits grants. */
    private static List<Instant> grant(RateLimit limit, List<Integer> stepsInMillis) {
        List<Instant> granted = new ArrayList<>();
        TokenBucket bucket = TokenBucket.FULL;
        Instant now = T0;
        for (int step : stepsInMillis) {
            now = now.plusMillis(step);
            for (int i = 0; i < 3; i++) {
                if (bucket.take(limit, now) instanceof Take.Taken taken) {
                    granted.add(now);
                    bucket = taken.after();
                }
            }
        }
        return granted;
    }
}
