package dev.sallyport.local.cli;

import dev.sallyport.local.client.ApiClient;
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

/** Looks after the endpoints of a tenant. */
@Command(
        name = "endpoint",
        description = "Looks after the endpoints of a tenant.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport endpoint create https://example.com/hook --event-type 'invoice.*'"})
final class EndpointCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private EndpointCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new EndpointCommand())
                .addSubcommand(new Create(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Update(terminal))
                .addSubcommand(new Delete(terminal))
                .addSubcommand(new Enable(terminal))
                .addSubcommand(new Disable(terminal))
                .addSubcommand(new Ping(terminal))
                .addSubcommand(new RotateSecret(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static final String SHOWN_ONCE =
            "This is the only time that the secret is shown: give it to the receiver now.";

    /** Creates one. */
    @Command(
            name = "create",
            description = "Registers a URL to deliver events to, and shows its signing secret this once.",
            footer = {"", "Example:", "  sallyport endpoint create https://example.com/hook --event-type 'invoice.*'"})
    static final class Create extends TenantApiCommand {

        @Parameters(paramLabel = "URL", description = "Where deliveries are posted to.")
        private String url = "";

        @Mixin
        private final EndpointOptions options = new EndpointOptions();

        @Option(
                names = "--secret-kind",
                paramLabel = "KIND",
                defaultValue = "symmetric",
                description = "symmetric or ed25519; default ${DEFAULT-VALUE}.")
        private String secretKind = "symmetric";

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "POST", "/endpoints", json -> {
                json.writeStringField("url", url);
                json.writeStringField("secretKind", secretKind);
                options.write(json);
            }));
            say("");
            say(SHOWN_ONCE);
        }
    }

    /** Lists all. */
    @Command(
            name = "list",
            description = "Lists the tenant's endpoints.",
            footer = {"", "Example:", "  sallyport endpoint list --json"})
    static final class Listing extends TenantApiCommand {

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(
                    ask(client, "GET", "/endpoints", null),
                    "endpoints",
                    "endpoint_id",
                    "url",
                    "event_types",
                    "signatures",
                    "enabled",
                    "description");
        }
    }

    /** A command about one endpoint. */
    abstract static class OfOne extends TenantApiCommand {

        @Parameters(paramLabel = "ENDPOINT", description = "The endpoint's id.")
        private String endpoint = "";

        OfOne(Terminal terminal) {
            super(terminal);
        }

        String path() {
            return "/endpoints/" + encoded(endpoint);
        }

        Map<String, Object> post(ApiClient client, String action) {
            return ask(client, "POST", path() + action, null);
        }
    }

    /** Shows one. */
    @Command(
            name = "show",
            description = "Shows an endpoint, its settings and its health.",
            footer = {"", "Example:", "  sallyport endpoint show ep_0123456789abcdefghijklmnopqrstuv"})
    static final class Show extends OfOne {

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "GET", path(), null));
        }
    }

    /** Changes one. */
    @Command(
            name = "update",
            description = "Changes what is named and leaves the rest; it holds from the next attempt on.",
            footer = {"", "Example:", "  sallyport endpoint update ep_0123456789abcdefghijklmnopqrstuv --timeout PT5S"})
    static final class Update extends OfOne {

        @Option(names = "--to", paramLabel = "URL", description = "Where deliveries are posted to from now on.")
        private @Nullable String url;

        @Mixin
        private final EndpointOptions options = new EndpointOptions();

        Update(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "PATCH", path(), json -> {
                if (url != null) {
                    json.writeStringField("url", url);
                }
                options.write(json);
            }));
        }
    }

    /** Removes one. */
    @Command(
            name = "delete",
            description = "Removes an endpoint; its pending deliveries end as disabled.",
            footer = {"", "Example:", "  sallyport endpoint delete ep_0123456789abcdefghijklmnopqrstuv"})
    static final class Delete extends OfOne {

        Delete(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            ask(client, "DELETE", path(), null);
            show(Map.of("deleted", true));
        }
    }

    /** Enables one. */
    @Command(
            name = "enable",
            description = "Enables an endpoint and forgets its failures; what it missed can be requeued.",
            footer = {"", "Example:", "  sallyport endpoint enable ep_0123456789abcdefghijklmnopqrstuv"})
    static final class Enable extends OfOne {

        Enable(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            Map<String, Object> enabled = post(client, "/enable");
            show(enabled);
            Object since = enabled.get("missed_since");
            if (since != null) {
                say("What it missed: sallyport delivery requeue --endpoint " + enabled.get("endpoint_id") + " --from "
                        + since);
            }
        }
    }

    /** Disables one. */
    @Command(
            name = "disable",
            description = "Disables an endpoint: deliveries that come due end as disabled.",
            footer = {"", "Example:", "  sallyport endpoint disable ep_0123456789abcdefghijklmnopqrstuv"})
    static final class Disable extends OfOne {

        Disable(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(post(client, "/disable"));
        }
    }

    /** Tries one. */
    @Command(
            name = "ping",
            description = "Sends an endpoint a signed event of type sallyport.ping at once and tells what came of it.",
            footer = {"", "Example:", "  sallyport endpoint ping ep_0123456789abcdefghijklmnopqrstuv"})
    static final class Ping extends OfOne {

        Ping(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            Map<String, Object> pinged = post(client, "/ping");
            show(pinged);
            if (!Boolean.TRUE.equals(pinged.get("delivered"))) {
                throw new CommandFailure("the endpoint did not take the ping");
            }
        }
    }

    /** Gives one a new secret. */
    @Command(
            name = "rotate-secret",
            description = "Gives an endpoint a new secret; until the overlap has passed, both sign.",
            footer = {
                "",
                "Example:",
                "  sallyport endpoint rotate-secret ep_0123456789abcdefghijklmnopqrstuv --overlap PT12H"
            })
    static final class RotateSecret extends OfOne {

        @Option(
                names = "--overlap",
                paramLabel = "DURATION",
                defaultValue = "P1D",
                description = "How long the old one still signs, PT0S to P7D; default ${DEFAULT-VALUE}.")
        private String overlap = "P1D";

        RotateSecret(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "POST", path() + "/rotate-secret", json -> json.writeStringField("overlap", overlap)));
            say("");
            say(SHOWN_ONCE);
        }
    }
}
