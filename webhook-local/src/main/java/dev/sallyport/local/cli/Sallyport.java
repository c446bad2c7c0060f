package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: gathers the commands, runs the one asked for, and turns every failure into an exit status. */
@Command(
        name = "sallyport",
        description = "Receives webhooks: verified, kept, in order, and published once each.",
        mixinStandardHelpOptions = true,
        versionProvider = Sallyport.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 all is well; 1 the command failed; 2 it was called wrongly; 3 a fault of the program.",
            "",
            "Example:",
            "  sallyport serve"
        })
public final class Sallyport implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Sallyport() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, false, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        Terminal terminal = new Terminal(
                out,
                err,
                Boolean.getBoolean("sallyport.terminal.err"),
                Terminal.columns(System.getProperty("sallyport.columns", "")),
                System.getenv(),
                Path.of(""));
        int status = run(terminal, arguments);
        out.flush();
        System.exit(status);
    }

    /** Runs a command in the world given, and returns the exit status. */
    static int run(Terminal terminal, String... arguments) {
        return run(terminal, commandLine(terminal), arguments);
    }

    static int run(Terminal terminal, List<Object> commands, String... arguments) {
        return run(terminal, commandLine(commands), arguments);
    }

    private static int run(Terminal terminal, CommandLine line, String... arguments) {
        FailureRendering failures = new FailureRendering(terminal);
        int status = line.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(Math.min(120, Math.max(80, terminal.columns())))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExpandAtFiles(false)
                .execute(arguments);
        terminal.out().flush();
        return status;
    }

    /** Returns every command there is, in the order of the help. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(List.of(
                new ServeCommand(terminal),
                new DemoCommand(terminal),
                new SendCommand(terminal),
                new ListenCommand(terminal),
                new ListCommand(terminal),
                new ShowCommand(terminal),
                new RedriveCommand(terminal),
                new ReplayCommand(terminal),
                new SimulateCommand(terminal),
                new VerifyCommand(terminal),
                new SignCommand(terminal),
                new SchemesCommand(terminal),
                ArchiveCommand.with(terminal),
                new ExportCommand(terminal),
                new ImportCommand(terminal),
                ConfigCommand.with(terminal),
                TenantCommand.with(terminal),
                EndpointCommand.with(terminal),
                EventCommand.with(terminal),
                DeliveryCommand.with(terminal),
                BenchCommand.with(terminal)));
    }

    private static CommandLine commandLine(List<Object> commands) {
        CommandLine line = new CommandLine(new Sallyport());
        commands.forEach(line::addSubcommand);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Reads the version from the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Sallyport.class.getPackage().getImplementationVersion();
            return new String[] {"sallyport " + (version == null ? "unpackaged" : version)};
        }
    }
}
