package dev.sallyport.hosting.calls;

import dev.sallyport.core.delivery.TargetPolicy;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * How calls are made. Everything but the defaults is for tests, which serve providers' names on this machine, and for
 * hosts that reach the world in a way of their own. Immutable.
 *
 * @param targets where calls may go: which URLs, and which addresses behind a name
 * @param deadline how long a call may take in all: look-up, connection, handshake, answer to its last byte; positive,
 *     default 5 s, so that a provider that waits 10 s for its webhook's answer gets one
 * @param tls whom to trust; by default whom the Java platform trusts
 * @param lookup finds a name's addresses; by default as the platform does
 * @param ports maps a URL's port to the one to connect to; by default the same
 */
public record CallSettings(
        TargetPolicy targets, Duration deadline, SSLContext tls, NameLookup lookup, IntUnaryOperator ports) {

    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    public CallSettings {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("deadline must be positive");
        }
    }

    /** Returns the settings of a gateway: https, port 443, public addresses. */
    public static CallSettings defaults() {
        return new CallSettings(
                TargetPolicy.ofPublicHttps(),
                DEFAULT_DEADLINE,
                SSLContexts.createDefault(),
                NameLookup.SYSTEM,
                port -> port);
    }
}
