package dev.sallyport.local.cli;

import dev.sallyport.local.bench.BenchDirectory;
import dev.sallyport.local.bench.ServerProcess;
import dev.sallyport.local.bench.store.QueryTiming;
import dev.sallyport.local.bench.store.StoreBench;
import dev.sallyport.local.bench.store.StorePlan;
import dev.sallyport.local.bench.store.StoreReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a store of many webhooks. */
@Command(
        name = "store",
        description = {
            "Fills a store with webhooks, processes them, and measures: every query of the engine, every page under",
            "/internal, how fast it still takes webhooks in compared with a store of 10,000, and how long a restart takes."
        },
        footer = {
            "",
            "Targets: each query and page 5 ms at the median, 90 % of the pace of a small store, restarts of 3 s.",
            "",
            "Example:",
            "  sallyport bench store --webhooks 10000000 --data /var/tmp/large --check",
            "  sallyport bench store --json"
        })
final class BenchStoreCommand implements Callable<Integer> {

    private static final long MOST_PENDING_UNASKED = 1_000_000;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--webhooks",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many webhooks are stored; default ${DEFAULT-VALUE}.")
    private long webhooks;

    @Option(
            names = "--pending",
            paramLabel = "N",
            description = {
                "How many of them wait to be processed when the gateway is restarted;",
                "default a tenth, 1,000,000 at most."
            })
    private @Nullable Long pending;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "256",
            description = "The size of each body; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long each of the twelve rounds takes that measure ingest; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where the store is kept: a run that was broken off goes on there, and nothing is removed.",
                "Default: a directory below the working directory that is removed at the end."
            })
    private @Nullable Path data;

    @Option(names = "--check", description = "Exit with 1 if a target is missed.")
    private boolean check;

    private final Terminal terminal;

    BenchStoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreReport report;
        try {
            Path kept = data;
            if (kept != null) {
                report = run(Files.createDirectories(kept));
            } else {
                try (BenchDirectory directory = BenchDirectory.below(Path.of("."))) {
                    report = run(directory.path());
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot measure: " + e.getMessage(), e);
        }
        if (common.json()) {
            JsonLine.print(terminal, json -> BenchStoreJson.write(json, report));
        } else {
            show(report);
        }
        return check && !report.missed().isEmpty() ? FailureRendering.FAILED : 0;
    }

    private StoreReport run(Path directory) throws IOException, InterruptedException {
        Long asked = pending;
        long waiting = asked == null ? Math.min(webhooks / 10, MOST_PENDING_UNASKED) : asked;
        StorePlan plan;
        try {
            plan = new StorePlan(webhooks, waiting, size, Duration.ofSeconds(seconds), directory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        List<String> program = new ArrayList<>(ServerProcess.javaLikeThis());
        program.add(Sallyport.class.getName());
        try (StepProgress progress = new StepProgress(terminal)) {
            return StoreBench.run(plan, program, progress::reach);
        }
    }

    private void show(StoreReport report) {
        Table table = new Table("MEASURED", "P50 MS", "P99 MS");
        for (QueryTiming timing : report.queries()) {
            table.row(timing.name(), decimal("%.2f", millis(timing.p50())), decimal("%.2f", millis(timing.p99())));
        }
        for (QueryTiming timing : report.pages()) {
            table.row(
                    "GET " + timing.name(),
                    decimal("%.2f", millis(timing.p50())),
                    decimal("%.2f", millis(timing.p99())));
        }
        table.print(terminal);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%nstored %,d webhooks in %.2f GB%n"
                                + "ingest and processing: %.0f/s at %,d stored (CPU %.1f us each), %.0f/s now (%.1f us): %.2f%n"
                                + "restart with %,d waiting: %.2f s (CPU %.2f s); after kill -9: %.2f s (CPU %.2f s)%n"
                                + "load average %.2f%n",
                        report.webhooks(),
                        report.bytes() / 1e9,
                        report.small().perSecond(),
                        StorePlan.SMALL,
                        report.small().cpuPerWebhook().toNanos() / 1e3,
                        report.large().perSecond(),
                        report.large().cpuPerWebhook().toNanos() / 1e3,
                        report.pace(),
                        report.pending(),
                        millis(report.restart().elapsed()) / 1e3,
                        millis(report.restart().cpu()) / 1e3,
                        millis(report.restartAfterKill().elapsed()) / 1e3,
                        millis(report.restartAfterKill().cpu()) / 1e3,
                        report.loadAverage());
        List<String> missed = report.missed();
        terminal.out().println(missed.isEmpty() ? "every target is met" : "missed: " + String.join("; ", missed));
        terminal.out().flush();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
