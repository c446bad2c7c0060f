package dev.sallyport.core.ordering;

import java.time.Instant;

/**
 * Where an event stands among those of its key, by what its provider says.
 *
 * @param version the object's version or the event's time
 * @param tieBreak the provider's event id: it orders events of equal version the same way wherever and whenever they
 *     arrive, which matters because providers that count whole seconds give equal times as a rule
 */
public record EventPosition(Version version, String tieBreak) {

    /** What a provider gives to compare events by. */
    public sealed interface Version {}

    /** A number that grows with each change of an object; it may skip. */
    public record Counted(long value) implements Version {}

    /** When the event happened at the provider, not when it was sent. */
    public record Timed(Instant value) implements Version {}

    /** Returns a position by number. */
    public static EventPosition ofNumber(long number, String tieBreak) {
        return new EventPosition(new Counted(number), tieBreak);
    }

    /** Returns a position by time. */
    public static EventPosition ofTime(Instant time, String tieBreak) {
        return new EventPosition(new Timed(time), tieBreak);
    }

    /**
     * Tells whether this event stands before the other. A number and a time cannot be compared, so neither stands
     * before the other: that happens once, when a provider's configuration changes from one to the other.
     */
    public boolean isBefore(EventPosition other) {
        int order;
        if (version instanceof Counted mine && other.version instanceof Counted theirs) {
            order = Long.compare(mine.value, theirs.value);
        } else if (version instanceof Timed mine && other.version instanceof Timed theirs) {
            order = mine.value.compareTo(theirs.value);
        } else {
            return false;
        }
        return order < 0 || (order == 0 && tieBreak.compareTo(other.tieBreak) < 0);
    }
}
