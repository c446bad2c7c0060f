package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayClient.ArchiveStep;
import dev.sallyport.local.client.GatewayUnreachableException;
import dev.sallyport.local.store.ArchiveFlaw;
import dev.sallyport.local.store.ArchiveVerifier;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that every recorded webhook's bytes are archived as they were received. */
@Command(
        name = "verify",
        description = {
            "Proves the whole archive: the body of every recorded webhook is there and has its SHA-256, every bundle and"
                    + " every dead letter is as it was written, and nothing is there that belongs to nobody.",
            "With --data it takes a data directory that no gateway is using, and checks the database itself as well;"
                    + " without, it asks the running gateway at --url, which goes on working."
        },
        footer = {
            "",
            "Exit status 1 if anything is wrong; each line then says what, and what to do.",
            "",
            "Example:",
            "  sallyport archive verify --data sallyport-data"
        })
final class ArchiveVerifyCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of a gateway that is not running.")
    private @Nullable Path data;

    private final Terminal terminal;

    ArchiveVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What was looked at in all, and what is wrong. */
    private static final class Findings {

        private final List<ArchiveStep.Flaw> flaws = new ArrayList<>();
        private long records;
        private long bundled;
        private long bundles;
        private long deadLetters;

        void add(ArchiveStep step) {
            records += step.records();
            bundled += step.bundled();
            bundles += step.bundles();
            deadLetters += step.deadLetters();
            flaws.addAll(step.flaws());
        }
    }

    @Override
    public Integer call() {
        Path given = data;
        Findings findings = given == null ? askGateway() : open(given);
        if (common.json()) {
            printJson(findings);
        } else {
            print(findings);
        }
        return findings.flaws.isEmpty() ? 0 : FailureRendering.FAILED;
    }

    private Findings askGateway() {
        try (GatewayClient client = gateway.client(terminal)) {
            return run(new Findings(), client::verifyArchive);
        } catch (GatewayUnreachableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Findings open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure("there is no data directory " + directory + "; give the one of a gateway");
        }
        try (LocalStore store = LocalStore.open(
                directory, Clock.systemUTC(), LocalStoreOptions.builder().build())) {
            ArchiveVerifier verifier = store.archiveVerifier();
            Findings findings = new Findings();
            terminal.err().println("checking the database");
            verifier.checkDatabase().forEach(flaw -> findings.flaws.add(flawOf(flaw)));
            return run(findings, after -> stepOf(verifier, after));
        } catch (DataDirectoryException | PortException | UncheckedIOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Findings run(Findings findings, Function<@Nullable String, ArchiveStep> steps) {
        ArchiveStep step = steps.apply(null);
        try (ProgressBar bar = new ProgressBar(terminal, "verified", Math.max(1, step.total()))) {
            findings.add(step);
            while (step.next() != null) {
                bar.reach(findings.records + findings.bundled);
                step = steps.apply(step.next());
                findings.add(step);
            }
            bar.reach(findings.records + findings.bundled);
        }
        return findings;
    }

    private static ArchiveStep stepOf(ArchiveVerifier verifier, @Nullable String after) {
        ArchiveVerifier.Step step = verifier.step(after);
        return new ArchiveStep(
                after == null ? verifier.total() : 0,
                step.records(),
                step.bundled(),
                step.bundles(),
                step.deadLetters(),
                step.flaws().stream().map(ArchiveVerifyCommand::flawOf).toList(),
                step.next());
    }

    private static ArchiveStep.Flaw flawOf(ArchiveFlaw flaw) {
        return new ArchiveStep.Flaw(
                flaw.kind().code(), flaw.what(), flaw.reason(), flaw.kind().remedy());
    }

    private void print(Findings findings) {
        if (!findings.flaws.isEmpty()) {
            Table table = new Table("WRONG", "WITH", "BECAUSE", "WHAT TO DO");
            findings.flaws.forEach(flaw -> table.row(flaw.kind(), flaw.what(), flaw.reason(), flaw.remedy()));
            table.print(terminal);
            terminal.out().println();
        }
        terminal.out()
                .println("Verified " + findings.records + " webhooks, " + findings.bundled + " of them in "
                        + findings.bundles + " bundles, and " + findings.deadLetters + " dead letters: "
                        + (findings.flaws.isEmpty() ? "all is well." : findings.flaws.size() + " wrong."));
        terminal.out().flush();
    }

    private void printJson(Findings findings) {
        for (ArchiveStep.Flaw flaw : findings.flaws) {
            JsonLine.print(terminal, json -> {
                json.writeStringField("kind", flaw.kind());
                json.writeStringField("what", flaw.what());
                json.writeStringField("reason", flaw.reason());
                json.writeStringField("remedy", flaw.remedy());
            });
        }
        JsonLine.print(terminal, json -> {
            json.writeNumberField("webhooks", findings.records);
            json.writeNumberField("bundled", findings.bundled);
            json.writeNumberField("bundles", findings.bundles);
            json.writeNumberField("deadLetters", findings.deadLetters);
            json.writeNumberField("flaws", findings.flaws.size());
        });
    }
}
