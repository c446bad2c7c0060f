package dev.sallyport.core.delivery.endpoint;

import java.time.Instant;

/**
 * A notice that was decided on and not yet told. It is kept in the write that decides it, and told under an id derived
 * from endpoint, episode and notice: exactly once, whatever happens in between.
 *
 * @param notice what to tell
 * @param episode the episode of failure that it belongs to
 * @param at when it was decided
 */
public record PendingNotice(HealthNotice notice, long episode, Instant at) {}
