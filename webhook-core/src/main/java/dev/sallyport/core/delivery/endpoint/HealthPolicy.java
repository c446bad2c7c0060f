package dev.sallyport.core.delivery.endpoint;

import java.time.Duration;

/**
 * When failures of an endpoint have consequences.
 *
 * @param failuresToOpen how many failures in a row open the breaker; at least 1
 * @param firstPause how long the breaker first stays open; each further pause is twice as long; more than zero
 * @param longestPause where pauses stop growing; at least {@code firstPause}, at most a day
 * @param failureBudget after how much time witnessed to be failing the endpoint is disabled; at least a minute
 */
public record HealthPolicy(int failuresToOpen, Duration firstPause, Duration longestPause, Duration failureBudget) {

    /** The default: open after 10 failures for 30 seconds to 15 minutes, disable after 5 days. */
    public static final HealthPolicy DEFAULT =
            new HealthPolicy(10, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(5));

    private static final int MOST_DOUBLINGS = 20;

    public HealthPolicy {
        if (failuresToOpen < 1) {
            throw new IllegalArgumentException("failuresToOpen must be at least 1");
        }
        if (firstPause.isNegative() || firstPause.isZero()) {
            throw new IllegalArgumentException("firstPause must be more than zero");
        }
        if (longestPause.compareTo(firstPause) < 0 || longestPause.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("longestPause must be from firstPause to a day");
        }
        if (failureBudget.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("failureBudget must be at least a minute");
        }
    }

    /** Returns how long the breaker stays open for the nth time in a row, n counting from 1. */
    Duration pause(int pauses) {
        Duration grown = firstPause.multipliedBy(1L << Math.min(pauses - 1, MOST_DOUBLINGS));
        return grown.compareTo(longestPause) < 0 ? grown : longestPause;
    }

    /** Returns the most that one gap between two failures counts against the budget: half of it. */
    Duration longestGapCounted() {
        return failureBudget.dividedBy(2);
    }
}
