package dev.sallyport.emulation.bus;

/** Where a rule sends its events. Called by one thread at a time for first attempts, by others for repeated ones. */
@FunctionalInterface
public interface EventTarget {

    /**
     * Hands an event over.
     *
     * @param envelope the whole event as JSON
     * @throws TargetFailedException if it was not taken; it is offered again
     */
    void deliver(String envelope) throws TargetFailedException;
}
