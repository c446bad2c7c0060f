package dev.sallyport.core.delivery.endpoint;

import java.time.Instant;

/** Whether attempts to an endpoint are let through: one state of a circuit breaker. */
public sealed interface Breaker {

    /** The state of an endpoint that has not failed. */
    Breaker CLOSED = new Closed(0);

    /**
     * They are.
     *
     * @param failures how many in a row have failed
     */
    record Closed(int failures) implements Breaker {}

    /**
     * They are not, until an instant; then one is, as a probe.
     *
     * @param until when a probe may be made
     * @param pauses how many pauses in a row this is, from 1; each is longer than the one before
     */
    record Open(Instant until, int pauses) implements Breaker {}

    /**
     * One is on its way as a probe; the others wait for what it brings.
     *
     * @param until when the probe counts as lost and another may be made
     * @param pauses how many pauses in a row came before
     */
    record Probing(Instant until, int pauses) implements Breaker {}
}
