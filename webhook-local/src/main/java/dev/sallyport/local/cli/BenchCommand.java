package dev.sallyport.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that measure. */
@Command(
        name = "bench",
        description = "Measures how fast this machine does Sallyport's work.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  sallyport bench ingest --connections 64 --seconds 10",
            "  sallyport bench store --webhooks 1000000",
            "  sallyport bench cost"
        })
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchIngestCommand(terminal))
                .addSubcommand(new BenchDeliverCommand(terminal))
                .addSubcommand(new BenchStoreCommand(terminal))
                .addSubcommand(new BenchCostCommand(terminal))
                .addSubcommand(new AppendLogCommand(terminal))
                .addSubcommand(new ReceiversCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
