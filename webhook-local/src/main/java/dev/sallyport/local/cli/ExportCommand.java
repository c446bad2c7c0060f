package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.local.transfer.Exporter;
import dev.sallyport.local.transfer.TransferCounts;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferUse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes all that an engine keeps into a directory. */
@Command(
        name = "export",
        description = {
            "Writes webhooks with their bodies, tenants, endpoints, events and their deliveries into a directory, from"
                    + " which `import` brings them into another engine.",
            "An export that was stopped goes on where it was when it is run again."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport export --data sallyport-data --to exported",
            "  sallyport export --engine aws --stack outputs.json --to exported"
        })
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final TransferOptions engine = new TransferOptions();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "A directory that is new, empty, or holds an export that was stopped.")
    private Path to = Path.of("");

    private final Terminal terminal;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (TransferEngine.Opened opened = engine.open(TransferUse.EXPORT, terminal.environment())) {
            TransferCounts counts = new Exporter(opened.parts(), to).run(this::show);
            print(counts);
            return 0;
        } catch (TransferException | PortException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(TransferCounts soFar) {
        terminal.err().println("exported " + TransferRendering.describe(soFar));
        terminal.err().flush();
    }

    private void print(TransferCounts counts) {
        if (common.json()) {
            JsonLine.print(terminal, json -> TransferRendering.write(json, counts));
        } else {
            terminal.out().println("The export in " + to + " is complete: " + TransferRendering.describe(counts) + ".");
            terminal.out().flush();
        }
    }
}
