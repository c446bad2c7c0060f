package dev.sallyport.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the archive. */
@Command(
        name = "archive",
        description = "Looks at what is archived.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sallyport archive verify --data sallyport-data"})
final class ArchiveCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ArchiveCommand() {}

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new ArchiveCommand()).addSubcommand(new ArchiveVerifyCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
