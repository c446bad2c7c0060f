package dev.sallyport.local.bench.deliver;

import dev.sallyport.local.bench.LoadResult;
import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * A load of events that were posted, and delivered where receivers answer.
 *
 * @param result what came of posting
 * @param answered tells whether the event of a number goes to a receiver that answers
 * @param took from the first request, or from when the events became due, to the last delivery; in steps of 0.1 seconds
 * @param cpu the gateway's processor time
 */
record Posted(LoadResult result, IntPredicate answered, Duration took, Duration cpu) {}
