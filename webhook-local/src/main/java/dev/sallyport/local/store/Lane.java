package dev.sallyport.local.store;

import dev.sallyport.core.event.OrderingKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * The queue entries of one ordering key, and the run of them that is handed out. A key has at most one run out: while
 * it is, nothing else of the key is handed out. Guarded by the {@link Backlog}.
 */
final class Lane {

    final OrderingKey key;

    /** All entries in order, those handed out included. */
    final LongRing entries = new LongRing();

    /** The number of the run handed out last; 0 before the first. */
    long run;

    /** The entries of that run which are neither acknowledged nor released; a set only while there are any. */
    Set<Long> out = Collections.emptySet();

    /** When the run's reservation ends. */
    Instant reservedUntil = Instant.MIN;

    /** The latest end of the delays with which entries were released. */
    Instant delayedUntil = Instant.MIN;

    /** Whether the lane waits for its turn, and not for a time. */
    boolean isReady;

    /** The time that the lane waits for; meaningless unless it does. */
    Instant wakeAt = Instant.MIN;

    Lane(OrderingKey key) {
        this.key = key;
    }

    /** Returns the time from which a run may be handed out. */
    Instant availableAt() {
        return out.isEmpty() || delayedUntil.isAfter(reservedUntil) ? delayedUntil : reservedUntil;
    }
}
