package dev.sallyport.local.cli;

import dev.sallyport.local.bench.IngestBench;
import dev.sallyport.local.bench.IngestEngine;
import dev.sallyport.local.bench.IngestPlan;
import dev.sallyport.local.bench.IngestReport;
import dev.sallyport.local.bench.IngestRun;
import dev.sallyport.local.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast a gateway takes webhooks in. */
@Command(
        name = "ingest",
        description = {
            "Starts a gateway in a process of its own, sends it signed webhooks from another as fast as it answers,",
            "each made durable before its 202, and looks afterwards whether every one is recorded and published once."
        },
        footer = {
            "",
            "Example:",
            "  sallyport bench ingest --connections 1,16,64,256 --seconds 10",
            "  sallyport bench ingest --connections 64 --rate 8000 --json"
        })
final class BenchIngestCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16,64,256",
            description = "How many connections, one run for each number; default ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each run takes; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the gateway is used before the first run; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "2048",
            description = "The size of each body; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "How many requests become due each second; latencies count from then.",
                "Default: each connection sends the next as soon as it has its answer."
            })
    private int rate;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "local",
            description = {
                "What is measured: 'local', the gateway, or 'append-log', the limit of this disk behind the same",
                "door: a file that is appended to and synced, without index, queue or publishing. Default local."
            })
    private String engine = "local";

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "On whose disk the data are kept for the while; default the working directory.")
    private Path directory = Path.of(".");

    private final Terminal terminal;

    BenchIngestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        IngestPlan plan = plan();
        List<String> program = new ArrayList<>(ServerProcess.javaLikeThis());
        program.add(Sallyport.class.getName());
        IngestReport report;
        try (ProgressBar bar =
                new ProgressBar(terminal, "seconds measured", plan.total().toSeconds())) {
            report = IngestBench.run(plan, program, passed -> bar.reach(passed.toSeconds()));
        } catch (IOException e) {
            throw new CommandFailure("cannot measure: " + e.getMessage(), e);
        }
        if (common.json()) {
            JsonLine.print(terminal, json -> BenchIngestJson.write(json, report));
        } else {
            show(report);
        }
        return report.passed() ? 0 : FailureRendering.FAILED;
    }

    private IngestPlan plan() {
        try {
            return new IngestPlan(
                    IngestEngine.of(engine),
                    connections,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(warmUp),
                    size,
                    rate,
                    directory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(IngestReport report) {
        Table table = new Table(
                "CONNECTIONS",
                "WEBHOOKS/S",
                "P50 MS",
                "P99 MS",
                "LONGEST MS",
                "SYNCS",
                "WEBHOOKS/SYNC",
                "CPU US/WEBHOOK",
                "WAITING AT END",
                "NOT 202");
        for (IngestRun run : report.runs()) {
            table.row(
                    run.connections(),
                    decimal("%.0f", run.perSecond()),
                    decimal("%.2f", millis(run.p50())),
                    decimal("%.2f", millis(run.p99())),
                    decimal("%.2f", millis(run.longest())),
                    run.syncs(),
                    decimal("%.1f", run.accepted() / (double) Math.max(1, run.syncs())),
                    decimal("%.1f", run.cpuPerWebhook().toNanos() / 1e3),
                    run.waiting(),
                    run.refused() + run.failed());
        }
        table.print(terminal);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%d accepted, %d lost, %d unexpected; load average %.2f%n",
                        report.accepted(),
                        report.losses().lost(),
                        report.losses().unexpected(),
                        report.loadAverage());
        terminal.out().flush();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
