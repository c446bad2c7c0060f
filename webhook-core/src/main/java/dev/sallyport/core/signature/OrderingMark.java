package dev.sallyport.core.signature;

import java.time.Instant;

/**
 * Where a provider says an event stands.
 *
 * @param kind what the position means
 * @param position greater means later; for a time, nanoseconds since 1970
 */
public record OrderingMark(Kind kind, long position) {

    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;

    /** Makes a position of an instant; saturates in the year 2262, where a long of nanoseconds ends. */
    public static OrderingMark of(Kind kind, Instant instant) {
        long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, instant.getEpochSecond()));
        return new OrderingMark(kind, seconds * 1_000_000_000 + instant.getNano());
    }

    /** What a position means, weakest first. */
    public enum Kind {
        /** When it happened at the provider; two events may share a time, and the provider's clocks differ. */
        TIME,
        /** A version of the object, which never decreases. */
        VERSION,
        /** A number that increases by one, so that gaps can be seen. */
        SEQUENCE
    }
}
