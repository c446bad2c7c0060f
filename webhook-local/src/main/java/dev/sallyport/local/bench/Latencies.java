package dev.sallyport.local.bench;

import java.time.Duration;
import java.util.Arrays;

/** Every latency of a run, exactly. For one thread. */
public final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int size;
    private boolean sorted;

    /** Adds a latency in nanoseconds. */
    public void add(long latency) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = latency;
        sorted = false;
    }

    /**
     * Returns the least latency that a share of all did not exceed; zero if there are none.
     *
     * @param share from 0 to 1, such as 0.99
     */
    public Duration quantile(double share) {
        if (size == 0) {
            return Duration.ZERO;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(share * size);
        return Duration.ofNanos(nanos[Math.clamp(rank - 1, 0, size - 1)]);
    }
}
