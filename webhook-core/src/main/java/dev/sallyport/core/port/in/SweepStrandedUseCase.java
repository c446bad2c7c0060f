package dev.sallyport.core.port.in;

/**
 * Puts webhooks back into the queue that were recorded and did not get there, or got lost on the way. Hosts call it
 * regularly; safe to run on several machines at once.
 */
public interface SweepStrandedUseCase {

    /**
     * Queues what has been waiting for longer than the bound.
     *
     * @return how many were queued again; 0 as well when a port is out of reach
     */
    int sweep();
}
