package dev.sallyport.core.port.in;

/**
 * Pulls from the processing queue and processes, for hosts without an event source of their own. Safe for several
 * workers at once.
 */
public interface WorkQueueUseCase {

    /**
     * Takes what is ready, processes it, and acknowledges or gives back each entry.
     *
     * @param limit the most entries to take, 1 to 1,000
     * @return how many entries were taken; 0 when nothing was ready or the queue is out of reach
     */
    int workOnce(int limit);
}
