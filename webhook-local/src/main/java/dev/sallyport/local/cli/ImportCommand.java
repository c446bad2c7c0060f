package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.local.transfer.Importer;
import dev.sallyport.local.transfer.TransferCounts;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings an export into an engine. */
@Command(
        name = "import",
        description = {
            "Brings what `export` wrote into an engine; every file is checked by its SHA-256 before anything of it is"
                    + " used. What is there already stays as it is.",
            "An import that was stopped goes on where it was when it is run again."
        },
        footer = {
            "",
            "Exit status 1 if anything is there with other contents than in the export.",
            "",
            "Example:",
            "  sallyport import --from exported --data other-data"
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final TransferOptions engine = new TransferOptions();

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "The directory of a finished export.")
    private Path from = Path.of("");

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (TransferEngine.Opened opened = engine.open()) {
            TransferCounts counts = new Importer(opened.parts(), from, opened.description()).run(this::show);
            print(counts);
            return counts.conflicts() == 0 ? 0 : FailureRendering.FAILED;
        } catch (TransferException | PortException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(int done, int all) {
        terminal.err().println("imported " + done + " of " + all + " chunks");
        terminal.err().flush();
    }

    private void print(TransferCounts counts) {
        if (common.json()) {
            JsonLine.print(terminal, json -> TransferRendering.write(json, counts));
            return;
        }
        terminal.out().println("Imported from " + from + ": " + TransferRendering.describe(counts) + ".");
        if (counts.present() > 0) {
            terminal.out()
                    .println(counts.present() + " were there before and stay as they are, " + counts.conflicts()
                            + " of them with other contents than in the export.");
        }
        terminal.out().flush();
    }
}
