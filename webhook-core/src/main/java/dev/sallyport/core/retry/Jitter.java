package dev.sallyport.core.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Spreads waits out, so that what failed together does not come back together.
 *
 * <p>The wait that a jitter returns <em>is</em> the wait: an attempt is early when it happens before the end of the
 * jittered wait, not before the end of the wait it was drawn from. Draws are uniform, in whole nanoseconds, bounds
 * included, and take all their randomness from the generator passed in. Immutable and safe to share between threads.
 */
public sealed interface Jitter {

    /**
     * Returns the wait to keep in place of a scheduled one.
     *
     * @param delay the scheduled wait, from zero to {@link Backoff#LONGEST}
     * @param random used from the calling thread only
     */
    Duration apply(Duration delay, RandomGenerator random);

    /** Keeps the scheduled wait; draws nothing. */
    static Jitter none() {
        return new None();
    }

    /** Draws from zero to the scheduled wait: spreads best, and may try again at once. */
    static Jitter full() {
        return new Full();
    }

    /** Draws from half the scheduled wait to all of it. */
    static Jitter equal() {
        return new Equal();
    }

    /**
     * Draws from {@code 1 - fraction} to {@code 1 + fraction} times the scheduled wait.
     *
     * @param fraction more than 0, at most 1; for example 0.2 for twenty percent either way
     */
    static Jitter proportional(double fraction) {
        return new Proportional(fraction);
    }

    /** See {@link Jitter#none()}. */
    record None() implements Jitter {

        @Override
        public Duration apply(Duration delay, RandomGenerator random) {
            return delay;
        }
    }

    /** See {@link Jitter#full()}. */
    record Full() implements Jitter {

        @Override
        public Duration apply(Duration delay, RandomGenerator random) {
            return between(0, delay.toNanos(), random);
        }
    }

    /** See {@link Jitter#equal()}. */
    record Equal() implements Jitter {

        @Override
        public Duration apply(Duration delay, RandomGenerator random) {
            long nanos = delay.toNanos();
            return between(nanos - nanos / 2, nanos, random);
        }
    }

    /** See {@link Jitter#proportional(double)}. */
    record Proportional(double fraction) implements Jitter {

        public Proportional {
            // Written so that not-a-number fails, too.
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException("fraction must be more than 0 and at most 1, not " + fraction);
            }
        }

        @Override
        public Duration apply(Duration delay, RandomGenerator random) {
            long nanos = delay.toNanos();
            long spread = Math.min(nanos, Math.round(nanos * fraction));
            return between(nanos - spread, nanos + spread, random);
        }
    }

    private static Duration between(long least, long most, RandomGenerator random) {
        return Duration.ofNanos(least + random.nextLong(most - least + 1));
    }
}
