package dev.sallyport.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Waits for what becomes visible a moment after something else did: a counter after the status that it counts, a record
 * after the publication that it tells of.
 */
public final class Eventually {

    /** Far more than any of it takes on a busy machine; only a test that fails waits so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Looking without a pause would take the processor from what is waited for. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Eventually() {}

    /** Looks until it sees what is awaited, and returns that; fails with what it saw last. */
    public static <T> T see(Callable<T> look, Predicate<? super T> awaited) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        T seen = look.call();
        while (!awaited.test(seen)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("what is awaited has not come within " + PATIENCE + "; seen last: " + seen);
            }
            Thread.sleep(BETWEEN_LOOKS);
            seen = look.call();
        }
        return seen;
    }
}
