package dev.sallyport.local.bench.store;

import dev.sallyport.local.bench.Latencies;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the time of something that is done many times. */
final class Timer {

    private Timer() {}

    /** What is done. */
    @FunctionalInterface
    interface Step {

        /**
         * Does it.
         *
         * @param time how many times it was done before
         * @throws IOException if there is no answer
         */
        @Nullable
        Object take(int time) throws IOException;
    }

    static QueryTiming time(String name, int times, Step step) throws IOException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            @Nullable Object unused = step.take(i);
            latencies.add(System.nanoTime() - begin);
        }
        return new QueryTiming(name, latencies.quantile(0.5), latencies.quantile(0.99));
    }
}
