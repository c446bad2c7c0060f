package dev.sallyport.core.port.in;

/**
 * Finds what nobody is working on any more, and removes what is kept no longer. To be called every minute or so; two at
 * once do no harm.
 */
public interface SweepDeliveriesUseCase {

    /**
     * Enqueues deliveries whose wake time has passed, tells notices that were not told, and removes what has outlived
     * its retention. Never throws for a fault of a port: what could not be done is done the next time.
     *
     * @param limit the most of each to do, 1 to 1,000; call again at once while a count reaches it
     */
    SweepReport sweep(int limit);

    /**
     * Enqueues all that is pending, due or not, for a process that has just started with an empty queue.
     *
     * @return how many were enqueued; those that the queue had no room for are left to {@link #sweep}
     */
    int refill();

    /**
     * What was done.
     *
     * @param woken deliveries enqueued
     * @param told notices that became events
     * @param removed deliveries and events removed
     */
    record SweepReport(int woken, int told, int removed) {}
}
