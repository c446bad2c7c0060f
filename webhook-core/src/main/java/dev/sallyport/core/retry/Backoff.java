package dev.sallyport.core.retry;

import java.time.Duration;
import java.util.List;

/**
 * The wait after each failed attempt, before jitter.
 *
 * <p>Every wait lies between zero and {@link #LONGEST}, whatever the attempt: growth stops there instead of overflowing.
 * Immutable and safe to share between threads.
 */
public sealed interface Backoff {

    /** No wait is longer than 365 days, so that waits can be added to any instant and counted in nanoseconds. */
    Duration LONGEST = Duration.ofDays(365);

    /**
     * Returns how long to wait after an attempt has failed.
     *
     * @param attempt the number of the attempt that has failed; the first is 1
     * @throws IllegalArgumentException if attempt is less than 1
     */
    Duration delayAfter(int attempt);

    /** Waits that double: {@code first}, twice that, four times that and so on. */
    static Backoff exponential(Duration first) {
        return new Exponential(first);
    }

    /** Waits that grow by the same step: {@code step}, twice that, three times that and so on. */
    static Backoff linear(Duration step) {
        return new Linear(step);
    }

    /** Waits as listed; the last one repeats. */
    static Backoff listed(List<Duration> delays) {
        return new Listed(delays);
    }

    /** Waits as listed; the last one repeats. */
    static Backoff listed(Duration... delays) {
        return new Listed(List.of(delays));
    }

    /**
     * Waits that double.
     *
     * @param first the wait after the first attempt; more than zero, at most {@link #LONGEST}
     */
    record Exponential(Duration first) implements Backoff {

        public Exponential {
            Waits.requirePositive(first, "first");
        }

        @Override
        public Duration delayAfter(int attempt) {
            int doublings = Waits.requireAttempt(attempt) - 1;
            long nanos = first.toNanos();
            // Shifting the bound down instead of the wait up is what cannot overflow.
            boolean tooLong = doublings >= Long.SIZE - 1 || nanos > LONGEST.toNanos() >> doublings;
            return tooLong ? LONGEST : Duration.ofNanos(nanos << doublings);
        }
    }

    /**
     * Waits that grow by the same step.
     *
     * @param step the wait after the first attempt and the growth from each to the next; more than zero, at most
     *     {@link #LONGEST}
     */
    record Linear(Duration step) implements Backoff {

        public Linear {
            Waits.requirePositive(step, "step");
        }

        @Override
        public Duration delayAfter(int attempt) {
            long nanos = step.toNanos();
            boolean tooLong = nanos > LONGEST.toNanos() / Waits.requireAttempt(attempt);
            return tooLong ? LONGEST : Duration.ofNanos(nanos * attempt);
        }
    }

    /**
     * Waits as listed.
     *
     * @param delays the wait after the first attempt, the second and so on; at least one, each from zero to
     *     {@link #LONGEST}; the last one holds for every later attempt
     */
    record Listed(List<Duration> delays) implements Backoff {

        public Listed {
            delays = List.copyOf(delays);
            if (delays.isEmpty()) {
                throw new IllegalArgumentException("delays must list at least one wait");
            }
            delays.forEach(delay -> Waits.requireInRange(delay, "each of delays"));
        }

        @Override
        public Duration delayAfter(int attempt) {
            return delays.get(Math.min(Waits.requireAttempt(attempt), delays.size()) - 1);
        }
    }
}
