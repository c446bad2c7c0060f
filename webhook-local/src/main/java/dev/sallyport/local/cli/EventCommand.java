package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.client.ApiClient;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts events and follows them, for tenants. */
@Command(
        name = "event",
        description = "Posts events and follows them, for tenants.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport event send --type invoice.paid '{\"invoice\":7}'"})
final class EventCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private EventCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new EventCommand())
                .addSubcommand(new Send(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Attempts(terminal))
                .addSubcommand(new Listing(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Posts one. */
    @Command(
            name = "send",
            description = "Posts an event, which is delivered to every endpoint that subscribes to its type.",
            footer = {"", "Example:", "  sallyport event send --type invoice.paid '{\"invoice\":7}'"})
    static final class Send extends TenantApiCommand {

        @Parameters(paramLabel = "JSON", arity = "0..1", defaultValue = "{}", description = "The body to deliver.")
        private String body = "{}";

        @Option(names = "--body", paramLabel = "FILE", description = "Deliver this file's bytes instead.")
        private @Nullable Path file;

        @Option(names = "--type", paramLabel = "TYPE", description = "What happened, for example invoice.paid.")
        private @Nullable String type;

        @Option(
                names = "--event-id",
                paramLabel = "ID",
                description = "Your own id of the event; sent twice, kept once.")
        private @Nullable String eventId;

        @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Under which it may be sent again.")
        private @Nullable String idempotencyKey;

        @Option(
                names = "--ordering-key",
                paramLabel = "KEY",
                description = "Within which ordered endpoints get events in the order of acceptance.")
        private @Nullable String orderingKey;

        @Option(
                names = "--delay-until",
                paramLabel = "TIME",
                description = "When to deliver it, at most 30 days ahead.")
        private @Nullable String delayUntil;

        Send(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            Path given = file;
            RawPayload bytes = given == null ? RawPayload.adopt(body.getBytes(UTF_8)) : SchemeOptions.readFile(given);
            String target = target(
                    "/events", "type", type, "eventId", eventId, "orderingKey", orderingKey, "delayUntil", delayUntil);
            String key = idempotencyKey;
            Map<String, Object> accepted = key == null
                    ? ask(client, "POST", target, bytes)
                    : ask(client, "POST", target, bytes, "Idempotency-Key", key);
            show(accepted);
            say("Next: sallyport event show " + accepted.get("event_id"));
        }
    }

    /** Shows one. */
    @Command(
            name = "show",
            description = "Shows an event and what became of it at each endpoint.",
            footer = {"", "Example:", "  sallyport event show evt_0123456789abcdefghijklmnopqrstuv"})
    static final class Show extends TenantApiCommand {

        @Parameters(paramLabel = "EVENT", description = "The event's id.")
        private String event = "";

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            Map<String, Object> shown = ask(client, "GET", "/events/" + encoded(event), null);
            if (common.json()) {
                show(shown);
                return;
            }
            Table table = new Table("FIELD", "VALUE");
            shown.forEach((name, value) -> {
                if (!name.equals("deliveries")) {
                    table.row(name, value);
                }
            });
            table.print(terminal);
            terminal.out().println();
            showList(shown, "deliveries", DeliveryCommand.COLUMNS);
        }
    }

    /** Shows how often it was tried. */
    @Command(
            name = "attempts",
            description = "Shows every attempt at an event: status, latency, class of error, what the endpoint said.",
            footer = {"", "Example:", "  sallyport event attempts evt_0123456789abcdefghijklmnopqrstuv"})
    static final class Attempts extends TenantApiCommand {

        @Parameters(paramLabel = "EVENT", description = "The event's id.")
        private String event = "";

        Attempts(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(
                    ask(client, "GET", "/events/" + encoded(event) + "/attempts", null),
                    "attempts",
                    "endpoint_id",
                    "attempt",
                    "at",
                    "latency_ms",
                    "status",
                    "error_class",
                    "next_attempt_at",
                    "response_excerpt");
        }
    }

    /** Lists deliveries. */
    @Command(
            name = "list",
            description = "Lists events on their way to endpoints, newest first, by state, endpoint and time.",
            footer = {"", "Example:", "  sallyport event list --status DEAD --limit 20"})
    static final class Listing extends TenantApiCommand {

        @Mixin
        private final DeliveryListOptions options = new DeliveryListOptions();

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(
                    ask(client, "GET", options.target("/deliveries", null), null),
                    "deliveries",
                    DeliveryCommand.COLUMNS);
        }
    }
}
