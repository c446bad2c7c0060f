package dev.sallyport.emulation.bus;

import java.util.Map;

/** Takes events that a target did not take in all its attempts. Called from several threads. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Keeps an event.
     *
     * @param queueArn the dead-letter queue of the target
     * @param envelope the event
     * @param attributes message attributes that tell what happened, all of them texts
     */
    void keep(String queueArn, String envelope, Map<String, String> attributes);
}
