package dev.sallyport.lambda.queue;

import java.time.Duration;

/**
 * How long a message that was given back stays hidden. Queues count how often they hand a message out and give it up at a
 * bound, while an outage may last longer than any number of short waits: so a message that comes again and again waits
 * longer and longer.
 */
final class WaitPolicy {

    private static final int AS_ASKED = 5;
    private static final int MOST_DOUBLINGS = 20;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private WaitPolicy() {}

    /**
     * Returns the wait.
     *
     * @param asked the least wait: what a retry policy says, above all
     * @param receives how often the message was handed out
     */
    static Duration waitOf(Duration asked, int receives) {
        if (receives <= AS_ASKED) {
            return asked;
        }
        Duration grown = FIRST.multipliedBy(1L << Math.min(receives - AS_ASKED - 1, MOST_DOUBLINGS));
        Duration least = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
        return asked.compareTo(least) > 0 ? asked : least;
    }
}
