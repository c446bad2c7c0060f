package dev.sallyport.local.bench.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to measure.
 *
 * @param webhooks how many webhooks are stored, 20,000 to 1 billion
 * @param pending how many of them wait to be processed when the gateway is restarted, 0 to 1,000,000
 * @param bodyBytes the size of each body, 1 to 1 MiB
 * @param round how long each of the rounds is in which ingest is measured, positive
 * @param directory where the data are; what an earlier run left there is continued, and nothing is removed
 */
public record StorePlan(long webhooks, long pending, int bodyBytes, Duration round, Path directory) {

    /** The size of the store that the large one is compared with. */
    public static final long SMALL = 10_000;

    private static final long LARGEST = 1_000_000_000;
    private static final long MOST_PENDING = 1_000_000;
    private static final int LARGEST_BODY = 1 << 20;

    public StorePlan {
        if (webhooks < 2 * SMALL || webhooks > LARGEST) {
            throw new IllegalArgumentException("webhooks must be " + 2 * SMALL + " to " + LARGEST);
        }
        if (pending < 0 || pending > Math.min(webhooks, MOST_PENDING)) {
            throw new IllegalArgumentException(
                    "pending must be 0 to " + MOST_PENDING + ", and no more than webhooks are stored");
        }
        if (bodyBytes < 1 || bodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException("a body has 1 to " + LARGEST_BODY + " bytes");
        }
        if (!round.isPositive()) {
            throw new IllegalArgumentException("a round takes at least a second");
        }
    }
}
