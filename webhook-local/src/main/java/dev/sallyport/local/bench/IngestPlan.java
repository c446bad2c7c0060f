package dev.sallyport.local.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to measure.
 *
 * @param engine what to measure it of
 * @param connections how many connections, one run after the other
 * @param duration of each run
 * @param warmUp how long the server is used before the first run
 * @param bodyBytes the size of each body, {@link SignedEvents#SMALLEST} to {@link SignedEvents#LARGEST}
 * @param rate how many requests a second become due; 0 for as many as the connections carry
 * @param directory below which the data are kept for the while; what it is made of is what is measured
 */
public record IngestPlan(
        IngestEngine engine,
        List<Integer> connections,
        Duration duration,
        Duration warmUp,
        int bodyBytes,
        int rate,
        Path directory) {

    public IngestPlan {
        connections = List.copyOf(connections);
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("connections must name at least one number");
        }
        connections.forEach(number -> new Load(number, duration, rate));
    }

    /** Returns how long its loads take in all. */
    public Duration total() {
        return warmUp.plus(duration.multipliedBy(connections.size()));
    }
}
