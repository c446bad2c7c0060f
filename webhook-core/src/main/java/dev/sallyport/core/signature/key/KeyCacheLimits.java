package dev.sallyport.core.signature.key;

import java.time.Duration;

/**
 * How much a {@link CachingKeyResolver} keeps and asks.
 *
 * @param addresses how many documents are kept, and how many failures are remembered; 1 or more, default 64
 * @param keep how long a document is used without asking again; positive, default 1 h
 * @param keepWhenUnavailable how long a document is used, from when it was fetched, while its address does not answer;
 *     not shorter than {@code keep}, default 24 h
 * @param pause how long an address is not asked again after it had no key, or not the one that was wanted, or did not
 *     answer; positive, default 10 s
 * @param asksPerMinute how often addresses are asked in all; 1 or more, default 60. Whoever forges requests chooses the
 *     addresses that are asked, within the provider's own, and could otherwise ask any number.
 */
public record KeyCacheLimits(
        int addresses, Duration keep, Duration keepWhenUnavailable, Duration pause, int asksPerMinute) {

    /** The defaults. */
    public static final KeyCacheLimits DEFAULTS =
            new KeyCacheLimits(64, Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(10), 60);

    public KeyCacheLimits {
        if (addresses < 1 || asksPerMinute < 1) {
            throw new IllegalArgumentException("addresses and asksPerMinute must be 1 or more");
        }
        if (!keep.isPositive() || !pause.isPositive()) {
            throw new IllegalArgumentException("keep and pause must be positive");
        }
        if (keepWhenUnavailable.compareTo(keep) < 0) {
            throw new IllegalArgumentException("keepWhenUnavailable must not be shorter than keep");
        }
    }
}
