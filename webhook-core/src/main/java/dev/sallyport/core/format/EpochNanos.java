package dev.sallyport.core.format;

import java.time.Instant;

/**
 * Instants as nanoseconds since 1970 in 64 bits: exact, so that no rule needs to know of rounding, and enough for the
 * years 1678 to 2262.
 */
public final class EpochNanos {

    private static final long PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    /**
     * Converts an instant.
     *
     * @throws IllegalArgumentException if it lies outside the years that can be kept
     */
    public static long of(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("instant must lie between the years 1678 and 2262: " + instant, e);
        }
    }

    /** Converts back. */
    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
