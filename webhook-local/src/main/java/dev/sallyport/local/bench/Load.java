package dev.sallyport.local.bench;

import java.time.Duration;

/**
 * How a server is asked.
 *
 * @param connections how many connections are kept open, each with one request at a time; at least 1
 * @param duration for how long
 * @param rate how many requests a second become due, whatever the server does; 0 to send each as soon as a connection
 *     is free
 */
public record Load(int connections, Duration duration, int rate) {

    private static final int MOST_CONNECTIONS = 8_192;

    public Load {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections must be 1 to " + MOST_CONNECTIONS);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration must be more than zero");
        }
        if (rate < 0) {
            throw new IllegalArgumentException("rate must be 0 or more");
        }
    }

    /** Makes a load that waits for each answer and nothing else. */
    public static Load closed(int connections, Duration duration) {
        return new Load(connections, duration, 0);
    }
}
