package dev.sallyport.core.delivery.endpoint;

import java.time.Duration;

/**
 * How many attempts an endpoint takes in a period.
 *
 * @param attempts 1 to 1,000,000
 * @param period from 1 millisecond to 1 day
 * @param burst how many may follow one another at once after a quiet time, 1 to {@code attempts}; no window of one
 *     period sees more than {@code attempts + burst}
 */
public record RateLimit(int attempts, Duration period, int burst) {

    private static final int MOST_ATTEMPTS = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int BURST_DIVISOR = 20;

    public RateLimit {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be 1 to " + MOST_ATTEMPTS);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("period must be from 1 millisecond to 1 day");
        }
        if (burst < 1 || burst > attempts) {
            throw new IllegalArgumentException("burst must be 1 to attempts");
        }
    }

    /** Makes a limit whose bursts are a twentieth of it, at least 1: so it is kept within 5 percent in every window. */
    public static RateLimit of(int attempts, Duration period) {
        return new RateLimit(attempts, period, Math.max(1, attempts / BURST_DIVISOR));
    }

    /** Returns the even distance between attempts in nanoseconds, rounded up so that the limit is never exceeded. */
    long intervalNanos() {
        return Math.ceilDiv(period.toNanos(), attempts);
    }
}
