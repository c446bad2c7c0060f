package dev.sallyport.lambda.queue;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Admission;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.core.port.out.DeliveryQueue.Handout;
import dev.sallyport.core.port.out.DeliveryQueue.Receipt;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries that the queue of deliveries gave up. They are only entries: what is to be delivered the store knows, and an
 * entry whose delivery has ended by now is dropped. Thread-safe.
 */
public final class DeadDeliveries {

    private static final Duration RESERVED = Duration.ofMinutes(1);

    private final DeliveryQueue gaveUp;
    private final DeliveryQueue queue;
    private final DeliveryStore store;

    /**
     * Makes it.
     *
     * @param gaveUp the queue of what was given up
     * @param queue the queue that gave it up
     */
    public DeadDeliveries(DeliveryQueue gaveUp, DeliveryQueue queue, DeliveryStore store) {
        this.gaveUp = gaveUp;
        this.queue = queue;
        this.store = store;
    }

    /**
     * What was done with some entries.
     *
     * @param taken how many were found
     * @param requeued how many of them are in the queue again
     * @param failed how many could not be moved; they stay where they were
     */
    public record Moved(int taken, int requeued, int failed) {}

    /**
     * Moves entries back into their queue, which hands them out at once.
     *
     * @param limit the most entries, 1 to 1,000
     * @throws PortException if the queue of what was given up is out of reach
     */
    public Moved move(int limit) {
        List<Handout> handouts = gaveUp.receive(limit, RESERVED, Admission.ALL);
        int requeued = 0;
        int failed = 0;
        List<Receipt> done = new ArrayList<>();
        for (Handout handout : handouts) {
            try {
                if (isPending(handout.id())) {
                    requeued++;
                }
                done.add(handout.receipt());
            } catch (PortException e) {
                // Its reservation ends, and the next call finds it again.
                failed++;
            }
        }
        if (!done.isEmpty()) {
            gaveUp.acknowledge(done);
        }
        return new Moved(handouts.size(), requeued, failed);
    }

    /** Enqueues a delivery that is still on its way. */
    private boolean isPending(DeliveryId id) {
        Delivery delivery = store.find(id);
        if (delivery == null || delivery.status().isTerminal()) {
            return false;
        }
        queue.enqueue(List.of(new Entry(id, delivery.tenant(), Duration.ZERO)));
        return true;
    }
}
