package dev.sallyport.local.bench.store;

import java.time.Duration;

/**
 * How long a gateway took from the start of its process to its first answer.
 *
 * @param elapsed by the clock
 * @param cpu of its processor time: on a machine that has others to serve it says more
 */
public record Restart(Duration elapsed, Duration cpu) {}
