package dev.sallyport.core.signature;

/**
 * Where a provider says an event stands.
 *
 * @param kind what the position means
 * @param position greater means later; for a time, nanoseconds since 1970
 */
public record OrderingMark(Kind kind, long position) {

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
