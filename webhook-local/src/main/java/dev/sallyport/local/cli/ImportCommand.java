package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.local.transfer.Importer;
import dev.sallyport.local.transfer.TransferCounts;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferUse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Examples:",
            "  sallyport import --from exported --data other-data",
            "  sallyport import --from exported --engine aws --stack outputs.json --source-keys master.keys"
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final TransferOptions engine = new TransferOptions();

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "The directory of a finished export.")
    private Path from = Path.of("");

    @Option(
            names = "--source-keys",
            paramLabel = "FILE",
            description = "The master keys of the gateway that was exported: its file master.keys, or the value of its"
                    + " secret. Secrets of endpoints are opened with them, and sealed under the master key of where they"
                    + " come to. Not needed where that has the keys already.")
    private @Nullable Path sourceKeys;

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (TransferEngine.Opened opened = engine.open(TransferUse.IMPORT, terminal.environment())) {
            TransferCounts counts =
                    new Importer(opened.parts(), from, opened.identity(), sourceCipher()).run(this::show);
            print(counts);
            return counts.conflicts() == 0 ? 0 : FailureRendering.FAILED;
        } catch (TransferException | PortException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable SecretCipher sourceCipher() {
        Path file = sourceKeys;
        return file == null ? null : SourceKeys.in(file);
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
        if (counts.byKind().isEmpty()) {
            terminal.out().println("All that " + from + " holds was imported before.");
            terminal.out().flush();
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
