package dev.sallyport.core.ordering;

import org.jspecify.annotations.Nullable;

/**
 * Never lets an older version of something pass as if it were the newest.
 *
 * <p>The gate holds nothing back and drops nothing: it marks what comes too late, so that it can be diverted. Whatever
 * the order of arrival, the newest position in the end is the greatest that arrived. It is a pure function: the caller
 * keeps one position for each ordering key, and MUST save the new one only after the event was passed on, so that a
 * crash in between repeats the same decision. Thread-safe; events of one key are judged one after the other.
 */
public final class MonotoneGate {

    private MonotoneGate() {}

    /** How an event stands to those of its key that came before. */
    public sealed interface Decision {

        /** Returns the newest position now, to be saved for the key. */
        EventPosition newest();

        /** The event is at least as new as all before it; the same event coming again is fresh again. */
        record Fresh(EventPosition newest) implements Decision {}

        /** Something newer came before: the event is to be marked and diverted, never dropped. */
        record Stale(EventPosition newest) implements Decision {}
    }

    /**
     * Judges an event.
     *
     * @param newest the newest position of the key so far; null if this is its first event
     */
    public static Decision judge(@Nullable EventPosition newest, EventPosition arrived) {
        return newest != null && arrived.isBefore(newest) ? new Decision.Stale(newest) : new Decision.Fresh(arrived);
    }
}
