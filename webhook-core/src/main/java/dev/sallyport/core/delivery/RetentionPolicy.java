package dev.sallyport.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How long what has ended is kept.
 *
 * @param settled for deliveries that were delivered or filtered, and for events that nobody wanted; default 30 days
 * @param missed for deliveries that ended in any other way; default 14 days
 */
public record RetentionPolicy(Duration settled, Duration missed) {

    /** 30 days and 14 days. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(Duration.ofDays(30), Duration.ofDays(14));

    public RetentionPolicy {
        if (settled.isNegative() || missed.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative");
        }
    }

    /** Returns how long a delivery of that status is kept after its end. */
    public Duration of(DeliveryStatus status) {
        return status.isMissed() ? missed : settled;
    }

    /** Tells whether a delivery's time is over; a pending one's never is. */
    public boolean isOver(Delivery delivery, Instant now) {
        Instant endedAt = delivery.endedAt();
        return endedAt != null && !now.isBefore(endedAt.plus(of(delivery.status())));
    }

    /** Tells whether an event's time is over that has no delivery. */
    public boolean isOver(Event event, Instant now) {
        return !now.isBefore(event.dueAt().plus(settled));
    }
}
