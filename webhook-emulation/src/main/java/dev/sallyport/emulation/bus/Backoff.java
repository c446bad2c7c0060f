package dev.sallyport.emulation.bus;

import java.time.Duration;

/** How long a failed delivery waits. */
@FunctionalInterface
public interface Backoff {

    /** Doubles from a second to a minute. */
    Backoff DOUBLING = repetition -> Duration.ofSeconds(Math.min(60, 1L << Math.min(6, repetition - 1)));

    /**
     * Returns the wait before a repetition.
     *
     * @param repetition the first is 1
     */
    Duration before(int repetition);
}
