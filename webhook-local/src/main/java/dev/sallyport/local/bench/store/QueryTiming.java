package dev.sallyport.local.bench.store;

import java.time.Duration;

/**
 * How long one query took, asked many times at random places.
 *
 * @param name what was asked
 * @param p50 what half of the answers did not exceed
 * @param p99 what all but one in a hundred did not exceed
 */
public record QueryTiming(String name, Duration p50, Duration p99) {}
