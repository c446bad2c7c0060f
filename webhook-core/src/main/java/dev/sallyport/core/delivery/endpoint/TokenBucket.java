package dev.sallyport.core.delivery.endpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a rate limit: a bucket that holds {@code burst} tokens, fills evenly, and gives one to each attempt.
 *
 * <p>Its whole state is the instant at which it will be full again, from which the tokens in it follow at any time; so
 * it neither ticks nor loses fractions. A pure function of state, limit and time; immutable and safe to share between
 * threads.
 *
 * @param fullAt when the bucket is full again, if nothing more is taken
 */
public record TokenBucket(Instant fullAt) {

    /** A full bucket. */
    public static final TokenBucket FULL = new TokenBucket(Instant.EPOCH);

    /** Takes a token, or says how long to wait for one. */
    public Take take(RateLimit limit, Instant now) {
        long interval = limit.intervalNanos();
        long missing = missing(limit, now);
        long tolerated = interval * (limit.burst() - 1);
        return missing > tolerated
                ? new Take.Wait(Duration.ofNanos(missing - tolerated))
                : new Take.Taken(new TokenBucket(now.plusNanos(missing + interval)));
    }

    /** Returns how many tokens could be taken at once now. */
    public int tokens(RateLimit limit, Instant now) {
        long interval = limit.intervalNanos();
        long spare = interval * limit.burst() - missing(limit, now);
        return (int) (spare / interval);
    }

    /** Returns how many nanoseconds of filling are missing, never more than an empty bucket's, also if time steps back. */
    private long missing(RateLimit limit, Instant now) {
        if (!fullAt.isAfter(now)) {
            return 0;
        }
        long whole = limit.intervalNanos() * limit.burst();
        Duration until = Duration.between(now, fullAt);
        return until.compareTo(Duration.ofNanos(whole)) > 0 ? whole : until.toNanos();
    }

    /** What came of taking a token. */
    public sealed interface Take {

        /** It was taken; this is the bucket without it. */
        record Taken(TokenBucket after) implements Take {}

        /** There is none; after the delay there is one, unless someone else takes it. */
        record Wait(Duration delay) implements Take {}
    }
}
