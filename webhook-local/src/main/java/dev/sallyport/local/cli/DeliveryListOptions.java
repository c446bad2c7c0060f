package dev.sallyport.local.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of listings of deliveries. */
final class DeliveryListOptions {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "PENDING, DELIVERED, DEAD, EXPIRED, FILTERED, DISABLED or BLOCKED.")
    private @Nullable String status;

    @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "To this endpoint only.")
    private @Nullable String endpoint;

    @Option(names = "--from", paramLabel = "TIME", description = "Accepted at or after, as 2026-11-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Accepted before.")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most to list, 1 to 1000; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where an earlier listing ended.")
    private @Nullable String cursor;

    /** Returns what to ask for. */
    String target(String path, @Nullable String tenant) {
        return ApiCommand.target(
                path,
                "tenant",
                tenant,
                "status",
                status,
                "endpoint",
                endpoint,
                "from",
                from,
                "to",
                to,
                "limit",
                Integer.toString(limit),
                "cursor",
                cursor);
    }
}
