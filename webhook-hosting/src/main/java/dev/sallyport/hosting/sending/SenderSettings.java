package dev.sallyport.hosting.sending;

import java.time.Duration;

/**
 * What a sender may hold, and how patient it is beside the deadline of each request.
 *
 * @param connections the most connections at once, busy and idle, at least 1; default 12,000. One takes about 19 KiB of
 *     heap while a request is under way, 40 KiB with TLS
 * @param connectionsPerTarget the most connections at once to one name at one address, at least 1; default 256.
 *     Further requests wait for one, within their deadline
 * @param connectTimeout how long one address may take to accept a connection before the next is tried; default 5
 *     seconds
 * @param idle how long an unused connection is kept for the next request; default 30 seconds
 * @param handshakes how many TLS handshakes go on at once, at least 1; default 32. Each costs up to 10 milliseconds of
 *     processor time; further ones wait, within the deadline of their request
 */
public record SenderSettings(
        int connections, int connectionsPerTarget, Duration connectTimeout, Duration idle, int handshakes) {

    public SenderSettings {
        if (connections < 1 || connectionsPerTarget < 1 || handshakes < 1) {
            throw new IllegalArgumentException("connections, connectionsPerTarget and handshakes must be at least 1");
        }
        if (!connectTimeout.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("connectTimeout and idle must be more than zero");
        }
    }

    /** Returns the defaults named at each component. */
    public static SenderSettings defaults() {
        return new SenderSettings(12_000, 256, Duration.ofSeconds(5), Duration.ofSeconds(30), 32);
    }
}
