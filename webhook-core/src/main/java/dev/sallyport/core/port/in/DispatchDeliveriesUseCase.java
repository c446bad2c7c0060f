package dev.sallyport.core.port.in;

/** Pulls from the delivery queue and delivers, for hosts without an event source of their own. */
public interface DispatchDeliveriesUseCase {

    /**
     * Takes what is ready, endpoint by endpoint in turn, and hands each delivery to the executor it was built with,
     * which settles it with the queue when it is done. One thread at a time.
     *
     * @param limit the most deliveries to take, 1 to 1,000; the host's own bound on what is in flight
     * @return how many were taken; 0 when nothing was ready or the queue is out of reach
     */
    int dispatch(int limit);
}
