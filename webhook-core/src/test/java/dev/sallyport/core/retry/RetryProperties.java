package dev.sallyport.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.retry.RetryDecision.GiveUp;
import dev.sallyport.core.retry.RetryDecision.Reason;
import dev.sallyport.core.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** What holds of every policy (guarantee G6): bounded, never early, never too late, a pure function. */
class RetryProperties {

    private static final String SEED = "20260801";

    @Provide
    Arbitrary<Duration> waits() {
        return Arbitraries.longs()
                .between(1, Backoff.LONGEST.toNanos())
                .withDistribution(RandomDistribution.biased())
                .map(Duration::ofNanos);
    }

    @Provide
    Arbitrary<RetryPolicy> policies() {
        Arbitrary<Backoff> backoffs = Arbitraries.oneOf(
                waits().map(Backoff::exponential),
                waits().map(Backoff::linear),
                waits().list().ofMinSize(1).ofMaxSize(5).map(Backoff::listed));
        Arbitrary<Jitter> jitters = Arbitraries.oneOf(
                Arbitraries.of(Jitter.none(), Jitter.full(), Jitter.equal()),
                Arbitraries.doubles().between(0.01, 1).map(Jitter::proportional));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        backoffs,
                        jitters,
                        waits(),
                        waits(),
                        waits().injectNull(0.5))
                .as((attempts, backoff, jitter, cap, hintCap, maximumAge) -> RetryPolicy.builder()
                        .attempts(attempts)
                        .backoff(backoff)
                        .jitter(jitter)
                        .cap(cap)
                        .hintCap(hintCap)
                        .maximumAge(maximumAge)
                        .build());
    }

    @Property(seed = SEED)
    void shouldNeverExceedTheAttemptsNorTheAge(@ForAll("policies") RetryPolicy policy, @ForAll long seed) {
        Random random = new Random(seed);
        Instant accepted = Instant.parse("2026-08-01T12:00:00Z");
        Instant now = accepted;
        int attempt = 1;
        while (policy.decide(attempt, Duration.between(accepted, now), random) instanceof RetryAfter again) {
            now = now.plus(again.delay());
            attempt++;
            assertThat(attempt).isLessThanOrEqualTo(policy.attempts());
            if (policy.maximumAge() != null) {
                assertThat(Duration.between(accepted, now)).isLessThanOrEqualTo(policy.maximumAge());
            }
        }
        if (policy.maximumAge() == null) {
            assertThat(attempt).isEqualTo(policy.attempts());
        }
    }

    @Property(seed = SEED)
    void shouldDecideTheSameForTheSameArguments(
            @ForAll("policies") RetryPolicy policy,
            @ForAll("waits") Duration age,
            @ForAll("waits") Duration hint,
            @ForAll long seed) {
        assertThat(policy.decide(1, age, hint, new Random(seed)))
                .isEqualTo(policy.decide(1, age, hint, new Random(seed)));
    }

    @Property(seed = SEED)
    void shouldWaitAsLongAsTheHintUpToItsCapAndNoLongerThanScheduleOrHint(
            @ForAll("policies") RetryPolicy policy, @ForAll("waits") Duration hint, @ForAll long seed) {
        Duration counted = Waits.shorter(hint, policy.hintCap());
        Duration longestScheduled =
                Waits.shorter(policy.cap(), policy.backoff().delayAfter(1)).multipliedBy(2);
        switch (policy.decide(1, Duration.ZERO, hint, new Random(seed))) {
            case RetryAfter again ->
                assertThat(again.delay())
                        .isGreaterThanOrEqualTo(counted)
                        .isLessThanOrEqualTo(Waits.longer(counted, longestScheduled));
            case GiveUp end -> {
                if (end.reason() == Reason.ATTEMPTS_EXHAUSTED) {
                    assertThat(policy.attempts()).isEqualTo(1);
                } else {
                    assertThat(policy.maximumAge()).isNotNull();
                }
            }
        }
    }
}
