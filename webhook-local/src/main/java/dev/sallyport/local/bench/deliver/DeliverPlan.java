package dev.sallyport.local.bench.deliver;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to measure.
 *
 * @param inFlight how many deliveries are to be in flight at once, 1 to 50,000
 * @param answerAfter how long the slow receivers take, up to 10 seconds
 * @param rate how many events become due each second where healthy endpoints stand beside hanging ones, at least 10;
 *     one in ten goes to a healthy one
 * @param duration of each of the two loads that are compared, and of the one that is as fast as it can be
 * @param warmUp how long each gateway is used before
 * @param bodyBytes the size of each body, from {@value #SMALLEST_BODY} to {@value #LARGEST_BODY}
 * @param heapMegabytes the most heap that a gateway may use, at least 64
 * @param directory below which the data are kept for the while
 */
public record DeliverPlan(
        int inFlight,
        Duration answerAfter,
        int rate,
        Duration duration,
        Duration warmUp,
        int bodyBytes,
        int heapMegabytes,
        Path directory) {

    /** The least size of a body in bytes. */
    public static final int SMALLEST_BODY = PostedEvents.SMALLEST;

    /** The largest size of a body in bytes. */
    public static final int LARGEST_BODY = 65_536;

    private static final int MOST_IN_FLIGHT = 50_000;
    private static final int LEAST_RATE = 10;
    private static final int LEAST_HEAP = 64;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    public DeliverPlan {
        require(inFlight >= 1 && inFlight <= MOST_IN_FLIGHT, "as many as are in flight is 1 to " + MOST_IN_FLIGHT);
        require(
                answerAfter.isPositive() && answerAfter.compareTo(LONGEST_ANSWER) <= 0,
                "receivers answer after more than nothing and at most 10 seconds");
        require(rate >= LEAST_RATE, "a rate is at least " + LEAST_RATE);
        require(duration.isPositive() && !warmUp.isNegative(), "a load takes some time");
        require(
                bodyBytes >= SMALLEST_BODY && bodyBytes <= LARGEST_BODY,
                "a body has " + SMALLEST_BODY + " to " + LARGEST_BODY + " bytes");
        require(heapMegabytes >= LEAST_HEAP, "a gateway needs at least " + LEAST_HEAP + " MiB of heap");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Returns how long its loads take in all; waiting for what is under way comes on top. */
    public Duration total() {
        return warmUp.multipliedBy(3).plus(duration.multipliedBy(4));
    }
}
