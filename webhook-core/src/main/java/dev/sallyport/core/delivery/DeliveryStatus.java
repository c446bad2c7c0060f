package dev.sallyport.core.delivery;

/**
 * Where a delivery stands. {@code PENDING} goes to exactly one of the others (guarantee G1), which stay until someone
 * requeues the delivery; adapters make each change a compare-and-set.
 */
public enum DeliveryStatus {
    /** Waiting for its first or next attempt. */
    PENDING,
    /** The endpoint answered 2xx. */
    DELIVERED,
    /** Given up: every attempt that the policy allows failed, or the endpoint refused for good. */
    DEAD,
    /** Given up: it became older than the policy allows before it could be delivered. */
    EXPIRED,
    /** Not sent: the endpoint's payload filter does not choose the event. */
    FILTERED,
    /** Not sent: the endpoint was disabled, is gone, or was deleted. */
    DISABLED,
    /** Not sent: the target is one that deliveries may not connect to. */
    BLOCKED;

    /** Tells whether nothing more happens to a delivery of this status by itself. */
    public boolean isTerminal() {
        return this != PENDING;
    }

    /** Tells whether the event was wanted and did not arrive, so that it makes sense to try again from the beginning. */
    public boolean isMissed() {
        return switch (this) {
            case DEAD, EXPIRED, DISABLED, BLOCKED -> true;
            case PENDING, DELIVERED, FILTERED -> false;
        };
    }
}
