package dev.sallyport.hosting.config;

import dev.sallyport.core.signature.CoverageNeed;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway listens.
 *
 * @param host the address to listen on; default every address of the machine
 * @param port 0 to 65535, 0 for any free one; default 8080
 * @param adminToken what {@code Authorization: Bearer} on {@code /internal} must hold; null to serve {@code /internal}
 *     to this machine only
 * @param maxBodyBytes the largest body let in, in bytes, 1 to 64 MiB; default 1 MiB
 * @param strandedAfter how long a recorded webhook may be missing from the queue before the sweeper, which comes every
 *     ten seconds, queues it again; up to a day; default 60 seconds
 * @param coverage what the signatures of every provider must vouch for that does not say so itself; default nothing
 */
public record ServerConfig(
        String host,
        int port,
        @Nullable SecretReference adminToken,
        int maxBodyBytes,
        Duration strandedAfter,
        Set<CoverageNeed> coverage) {

    public ServerConfig {
        coverage = Set.copyOf(coverage);
    }

    /** The port that is listened on where none is configured. */
    public static final int DEFAULT_PORT = 8080;

    static final String DEFAULT_HOST = "0.0.0.0";
    static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;
    static final int LARGEST_MAX_BODY_BYTES = 64 << 20;

    static final Duration DEFAULT_STRANDED_AFTER = Duration.ofSeconds(60);
    static final Duration LONGEST_STRANDED_AFTER = Duration.ofDays(1);

    /** Returns the defaults. */
    public static ServerConfig defaults() {
        return new ServerConfig(
                DEFAULT_HOST, DEFAULT_PORT, null, DEFAULT_MAX_BODY_BYTES, DEFAULT_STRANDED_AFTER, Set.of());
    }
}
