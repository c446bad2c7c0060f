package dev.sallyport.local.cli;

import dev.sallyport.local.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after tenants and their API keys, for operators. */
@Command(
        name = "tenant",
        description = "Looks after tenants and their API keys, for operators.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport tenant create acme --name 'Acme Ltd'"})
final class TenantCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TenantCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new TenantCommand())
                .addSubcommand(new Create(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(TenantKeyCommand.with(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Creates one. */
    @Command(
            name = "create",
            description = "Creates a tenant: someone who posts events and owns endpoints.",
            footer = {"", "Example:", "  sallyport tenant create acme --name 'Acme Ltd'"})
    static final class Create extends OperatorCommand {

        @Parameters(paramLabel = "TENANT", description = "Its id: 1 to 64 of a-z, 0-9 and '-'.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What people call it; default its id.")
        private @Nullable String name;

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            show(ask(client, "POST", "/internal/tenants", json -> {
                json.writeStringField("id", id);
                json.writeStringField("name", name == null ? id : name);
            }));
            say("Next: sallyport tenant key create " + id);
        }
    }

    /** Lists all. */
    @Command(
            name = "list",
            description = "Lists tenants.",
            footer = {"", "Example:", "  sallyport tenant list --limit 100"})
    static final class Listing extends OperatorCommand {

        @Option(names = "--after", paramLabel = "TENANT", description = "Go on after this one.")
        private @Nullable String after;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "The most to list, 1 to 1000; default ${DEFAULT-VALUE}.")
        private int limit;

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        void run(ApiClient client) {
            showList(
                    ask(
                            client,
                            "GET",
                            target("/internal/tenants", "after", after, "limit", Integer.toString(limit)),
                            null),
                    "tenants",
                    "tenant",
                    "name",
                    "created_at");
        }
    }
}
