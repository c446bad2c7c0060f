package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Delivery;
import java.time.Duration;
import java.time.Instant;

/**
 * Chooses when the sweeper looks after a delivery: soon enough that none is stranded, seldom enough that what waits for
 * days costs little.
 */
final class WakeTimes {

    private static final Duration SELDOM = Duration.ofHours(1);

    private final OutboundClock clock;
    private final Duration grace;
    private final Duration longestDelay;

    WakeTimes(OutboundClock clock, Duration grace, Duration longestDelay) {
        this.clock = clock;
        this.grace = grace;
        this.longestDelay = longestDelay;
    }

    /** Tells whether the queue can hold an entry until an instant. */
    boolean queueHoldsUntil(Instant instant) {
        return clock.until(instant).compareTo(longestDelay) <= 0;
    }

    /** Returns when to wake a delivery due at an instant: then, or a grace later if the queue holds it until then. */
    Instant forDueAt(Instant dueAt) {
        return queueHoldsUntil(dueAt) ? dueAt.plus(grace) : dueAt;
    }

    /** Returns when to wake a delivery again that is being woken now: later and later as it ages, up to an hour. */
    Instant afterWaking(Delivery delivery) {
        if (clock.now().isBefore(delivery.dueAt())) {
            return forDueAt(delivery.dueAt());
        }
        Duration overdue = clock.since(delivery.dueAt());
        Duration pause = overdue.compareTo(SELDOM) < 0 ? overdue : SELDOM;
        return clock.after(pause.compareTo(grace) > 0 ? pause : grace);
    }
}
