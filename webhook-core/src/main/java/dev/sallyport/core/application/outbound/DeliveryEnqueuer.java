package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.core.port.out.PortException;
import java.util.List;

/** Puts deliveries in the queue as a favour: what it does not take now, the sweeper brings when its time has come. */
final class DeliveryEnqueuer {

    private final DeliveryQueue queue;
    private final OutboundClock clock;
    private final WakeTimes wakeTimes;

    DeliveryEnqueuer(DeliveryQueue queue, OutboundClock clock, WakeTimes wakeTimes) {
        this.queue = queue;
        this.clock = clock;
        this.wakeTimes = wakeTimes;
    }

    /**
     * Enqueues those that the queue can hold until they are due.
     *
     * @return false if the queue took none, or only some, of them
     */
    boolean enqueue(List<Delivery> pending) {
        List<Entry> entries = pending.stream()
                .filter(delivery -> wakeTimes.queueHoldsUntil(delivery.dueAt()))
                .map(delivery -> new Entry(delivery.id(), delivery.tenant(), clock.until(delivery.dueAt())))
                .toList();
        if (entries.isEmpty()) {
            return true;
        }
        try {
            queue.enqueue(entries);
            return true;
        } catch (PortException e) {
            return false;
        }
    }
}
