package dev.sallyport.local.cli;

import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayClient.Listing;
import dev.sallyport.local.client.GatewayUnreachableException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what a gateway has received. */
@Command(
        name = "list",
        description = "Lists the webhooks that a running gateway has received, newest first.",
        footer = {"", "Example:", "  sallyport list --status DEAD --provider stripe --limit 20"})
final class ListCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--status", paramLabel = "STATUS", description = "RECEIVED, FAILED, PROCESSED or DEAD.")
    private @Nullable String status;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Dead, and of this reason: handler-failed, pipeline-failed or too-old.")
    private @Nullable String reason;

    @Option(names = "--provider", paramLabel = "ID", description = "Of this provider only.")
    private @Nullable String provider;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Received at or after, for example 2026-11-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Received before.")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most to list, 1 to 1000; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where an earlier listing ended.")
    private @Nullable String cursor;

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GatewayClient client = gateway.client(terminal)) {
            Listing page = client.list(
                    "status",
                    status,
                    "reason",
                    reason,
                    "provider",
                    provider,
                    "from",
                    from,
                    "to",
                    to,
                    "limit",
                    Integer.toString(limit),
                    "cursor",
                    cursor);
            if (common.json()) {
                page.webhooks()
                        .forEach(webhook -> JsonLine.print(terminal, json -> JsonValues.writeMembers(json, webhook)));
            } else {
                print(page);
            }
            if (page.nextCursor() != null) {
                terminal.err().println("There are more: --cursor " + page.nextCursor());
            }
            return 0;
        } catch (GatewayUnreachableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Listing page) {
        Table table = new Table("WEBHOOK", "PROVIDER", "TYPE", "STATUS", "REASON", "MARK", "RECEIVED", "KEY");
        for (Map<String, Object> webhook : page.webhooks()) {
            table.row(
                    text(webhook, "webhook_id"),
                    text(webhook, "provider"),
                    text(webhook, "event_type"),
                    text(webhook, "status"),
                    text(webhook, "death_reason"),
                    text(webhook, "order_mark"),
                    text(webhook, "received_at"),
                    text(webhook, "ordering_key"));
        }
        table.print(terminal);
    }

    private static String text(Map<String, Object> webhook, String name) {
        return String.valueOf(webhook.getOrDefault(name, "-"));
    }
}
