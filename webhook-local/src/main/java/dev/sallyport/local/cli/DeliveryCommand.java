package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.client.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after deliveries, for operators. */
@Command(
        name = "delivery",
        description = "Looks after deliveries, for operators.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport delivery requeue --status DEAD --dry-run"})
final class DeliveryCommand implements Runnable {

    /** What tables of deliveries show. */
    static final String[] COLUMNS = {
        "delivery_id", "event_type", "status", "reason", "attempts", "accepted_at", "next_attempt_at"
    };

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeliveryCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new DeliveryCommand())
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Requeue(terminal))
                .addSubcommand(new Reencrypt(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Lists all tenants' deliveries. */
    @Command(
            name = "list",
            description = "Lists deliveries of all tenants, newest first, by tenant, state, endpoint and time.",
            footer = {"", "Example:", "  sallyport delivery list --status DEAD --tenant acme"})
    static final class Listing extends OperatorCommand {

        @Mixin
        private final DeliveryListOptions options = new DeliveryListOptions();

        @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant only.")
        private @Nullable String tenant;

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(ask(client, "GET", options.target("/internal/deliveries", tenant), null), "deliveries", COLUMNS);
        }
    }

    /** Puts deliveries back to work. */
    @Command(
            name = "requeue",
            description = {
                "Puts deliveries that ended back to work, oldest first, with all the attempts of their policy.",
                "A run that was cut short is resumed by giving the same command again."
            },
            footer = {"", "Example:", "  sallyport delivery requeue --status DEAD --tenant acme --max-messages 1000"})
    static final class Requeue extends OperatorCommand {

        @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant only.")
        private @Nullable String tenant;

        @Option(names = "--id", paramLabel = "DELIVERY", split = ",", description = "These alone, however they ended.")
        private List<String> ids = List.of();

        @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "To this endpoint only.")
        private @Nullable String endpoint;

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                split = ",",
                description = "How they ended; default DEAD, EXPIRED, DISABLED and BLOCKED.")
        private List<String> statuses = List.of();

        @Option(names = "--from", paramLabel = "TIME", description = "Accepted at or after.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "Accepted before.")
        private @Nullable String to;

        @Option(
                names = "--batch-size",
                paramLabel = "N",
                defaultValue = "10",
                description = "How many at a time, 1 to 1000; default ${DEFAULT-VALUE}.")
        private int batchSize;

        @Option(
                names = "--max-messages",
                paramLabel = "N",
                defaultValue = "100",
                description = "How many in all, 1 to 100000; default ${DEFAULT-VALUE}.")
        private int maxMessages;

        @Option(names = "--per-second", paramLabel = "N", description = "How many may come due per second.")
        private @Nullable Integer perSecond;

        @Option(names = "--dry-run", description = "Only count.")
        private boolean dryRun;

        @Option(names = "--cursor", paramLabel = "CURSOR", description = "Pass by what failed in an earlier run.")
        private @Nullable String cursor;

        Requeue(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "POST", "/internal/deliveries/requeue", this::write));
        }

        private void write(JsonGenerator json) throws IOException {
            write(json, "tenant", tenant);
            write(json, "endpoint", endpoint);
            write(json, "from", from);
            write(json, "to", to);
            write(json, "cursor", cursor);
            write(json, "ids", ids);
            write(json, "statuses", statuses);
            json.writeNumberField("batchSize", batchSize);
            json.writeNumberField("maxMessages", maxMessages);
            if (perSecond != null) {
                json.writeNumberField("perSecond", perSecond);
            }
            json.writeBooleanField("dryRun", dryRun);
        }

        private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
            if (value != null) {
                json.writeStringField(name, value);
            }
        }

        private static void write(JsonGenerator json, String name, List<String> values) throws IOException {
            if (!values.isEmpty()) {
                json.writeArrayFieldStart(name);
                for (String value : values) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
        }
    }

    /** Encrypts anew. */
    @Command(
            name = "reencrypt",
            description = {
                "Encrypts the secrets and header values of all endpoints under the current master key.",
                "Run it after a new master key was added; when nothing failed, the old one can go."
            },
            footer = {"", "Example:", "  sallyport delivery reencrypt --json"})
    static final class Reencrypt extends OperatorCommand {

        Reencrypt(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            long reencrypted = 0;
            long failed = 0;
            Object after = null;
            do {
                Object from = after;
                Map<String, Object> page = ask(client, "POST", "/internal/endpoints/reencrypt", json -> {
                    if (from != null) {
                        json.writeStringField("after", from.toString());
                    }
                });
                reencrypted += count(page, "reencrypted");
                failed += count(page, "failed");
                after = page.get("next_after");
            } while (after != null);
            show(Map.of("reencrypted", reencrypted, "failed", failed));
            if (failed > 0) {
                throw new CommandFailure(failed + " endpoints keep their older encryption: run it again");
            }
        }

        private static long count(Map<String, Object> page, String name) {
            return page.get(name) instanceof Long number ? number : 0;
        }
    }
}
