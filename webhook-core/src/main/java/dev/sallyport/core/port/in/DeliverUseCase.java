package dev.sallyport.core.port.in;

import dev.sallyport.core.delivery.DeliveryId;
import java.time.Duration;

/**
 * Makes the next attempt at a delivery, if it is due and its endpoint may be called. Safe for any number of threads, and
 * for the same delivery handed to several of them: then an attempt may be made twice, and counts once.
 */
public interface DeliverUseCase {

    /** Brings a delivery one step on. Blocks for up to the endpoint's timeout; never throws for a fault of a port. */
    DeliverResult deliver(DeliveryId id);

    /** What the queue should do with the entry. */
    sealed interface DeliverResult {

        /** Nothing is left to do for it: remove it. What follows has been arranged. */
        record Finished() implements DeliverResult {}

        /** Keep it, and hand it out again after the delay, which the queue can hold. */
        record Later(Duration delay) implements DeliverResult {}
    }
}
