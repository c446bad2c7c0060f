package dev.sallyport.core.delivery;

import java.util.Collection;

/** What became of an event at all its endpoints together. */
public enum EventStatus {
    /** At least one delivery is still on its way. */
    PENDING,
    /** Every endpoint that wanted the event has it. */
    DELIVERED,
    /** At least one endpoint that wanted the event did not get it, and nothing is on its way. */
    FAILED,
    /** No endpoint wanted the event. */
    NOT_WANTED;

    /** Sums up the deliveries of one event. */
    public static EventStatus of(Collection<Delivery> deliveries) {
        boolean delivered = false;
        boolean missed = false;
        for (Delivery delivery : deliveries) {
            switch (delivery.status()) {
                case PENDING -> {
                    return PENDING;
                }
                case DELIVERED -> delivered = true;
                case DEAD, EXPIRED, DISABLED, BLOCKED -> missed = true;
                case FILTERED -> {}
            }
        }
        return missed ? FAILED : delivered ? DELIVERED : NOT_WANTED;
    }
}
