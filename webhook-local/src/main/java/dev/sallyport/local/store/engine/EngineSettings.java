package dev.sallyport.local.store.engine;

import java.time.Duration;

/**
 * How much an engine may use.
 *
 * @param readers how many queries may run at the same time, 1 to 64; further ones wait
 * @param patience how long a caller waits for the writer or a reader before it is told that the store is unavailable
 * @param largestDatabase the size in bytes beyond which the database does not grow, at least 1 MiB
 */
public record EngineSettings(int readers, Duration patience, long largestDatabase) {

    private static final int MOST_READERS = 64;
    private static final long SMALLEST_DATABASE = 1 << 20;

    public EngineSettings {
        if (readers < 1 || readers > MOST_READERS) {
            throw new IllegalArgumentException("readers must be 1 to " + MOST_READERS);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be more than zero");
        }
        if (largestDatabase < SMALLEST_DATABASE) {
            throw new IllegalArgumentException("largestDatabase must be at least " + SMALLEST_DATABASE + " bytes");
        }
    }
}
