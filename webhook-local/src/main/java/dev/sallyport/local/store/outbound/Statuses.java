package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.DeliveryStatus;

/** How the database writes where a delivery stands. What is written once is never given another meaning. */
final class Statuses {

    private Statuses() {}

    static int code(DeliveryStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case DELIVERED -> 1;
            case DEAD -> 2;
            case EXPIRED -> 3;
            case FILTERED -> 4;
            case DISABLED -> 5;
            case BLOCKED -> 6;
        };
    }

    static DeliveryStatus status(int code) {
        for (DeliveryStatus status : DeliveryStatus.values()) {
            if (code(status) == code) {
                return status;
            }
        }
        throw new IllegalStateException("no status has the code " + code);
    }
}
