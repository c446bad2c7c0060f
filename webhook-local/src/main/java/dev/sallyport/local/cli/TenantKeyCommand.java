package dev.sallyport.local.cli;

import dev.sallyport.local.client.ApiClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the API keys of a tenant. */
@Command(
        name = "key",
        description = "Looks after the API keys of a tenant.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport tenant key create acme --scope events:write"})
final class TenantKeyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TenantKeyCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new TenantKeyCommand())
                .addSubcommand(new Create(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Revoke(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Issues one. */
    @Command(
            name = "create",
            description = {
                "Issues an API key and shows it this once: it is kept as a digest only.",
                "A tenant may have several, so that a new one is in use before the old one ends."
            },
            footer = {"", "Example:", "  sallyport tenant key create acme --label ci --scope events:write"})
    static final class Create extends OperatorCommand {

        @Parameters(paramLabel = "TENANT", description = "Whose key.")
        private String tenant = "";

        @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "What the key is for.")
        private String label = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = ",",
                description =
                        "events:write, events:read, endpoints:write, endpoints:read, deliveries:write; default all.")
        private List<String> scopes = List.of();

        @Option(names = "--expires-at", paramLabel = "TIME", description = "When it ends; default never.")
        private @Nullable String expiresAt;

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            Map<String, Object> issued = ask(client, "POST", "/internal/tenants/" + encoded(tenant) + "/keys", json -> {
                json.writeStringField("label", label);
                if (!scopes.isEmpty()) {
                    json.writeArrayFieldStart("scopes");
                    for (String scope : scopes) {
                        json.writeString(scope);
                    }
                    json.writeEndArray();
                }
                if (expiresAt != null) {
                    json.writeStringField("expiresAt", expiresAt);
                }
            });
            show(issued);
            say("");
            say("This is the only time that the key is shown. Keep it now, for example:");
            say("  export SALLYPORT_API_KEY=" + issued.get("api_key"));
        }
    }

    /** Lists all. */
    @Command(
            name = "list",
            description = "Lists a tenant's API keys, ended ones included; their texts are not kept.",
            footer = {"", "Example:", "  sallyport tenant key list acme"})
    static final class Listing extends OperatorCommand {

        @Parameters(paramLabel = "TENANT", description = "Whose keys.")
        private String tenant = "";

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(
                    ask(client, "GET", "/internal/tenants/" + encoded(tenant) + "/keys", null),
                    "keys",
                    "key_id",
                    "label",
                    "scopes",
                    "created_at",
                    "expires_at");
        }
    }

    /** Ends one. */
    @Command(
            name = "revoke",
            description = "Ends an API key, at once or at a time when another has taken over.",
            footer = {
                "",
                "Example:",
                "  sallyport tenant key revoke acme key_0123456789abcdef --at 2026-12-01T00:00:00Z"
            })
    static final class Revoke extends OperatorCommand {

        @Parameters(index = "0", paramLabel = "TENANT", description = "Whose key.")
        private String tenant = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "The key's id.")
        private String key = "";

        @Option(names = "--at", paramLabel = "TIME", description = "When it ends; default now.")
        private @Nullable String at;

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            String path = "/internal/tenants/" + encoded(tenant) + "/keys/" + encoded(key);
            show(ask(client, "DELETE", target(path, "at", at), null));
        }
    }
}
