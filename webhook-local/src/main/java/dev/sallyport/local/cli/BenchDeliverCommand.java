package dev.sallyport.local.cli;

import dev.sallyport.local.bench.deliver.DeliverBench;
import dev.sallyport.local.bench.deliver.DeliverPlan;
import dev.sallyport.local.bench.deliver.DeliverReport;
import dev.sallyport.local.bench.deliver.DeliverRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how a gateway delivers events. */
@Command(
        name = "deliver",
        description = {
            "Starts gateways and receivers in processes of their own, posts events, and measures how they are delivered:",
            "to healthy endpoints alone and beside hanging ones, as fast as it can be, and with thousands in flight.",
            "Looks afterwards whether every event that was accepted is recorded, delivered, and came to its receiver."
        },
        footer = {
            "",
            "Example:",
            "  sallyport bench deliver",
            "  sallyport bench deliver --in-flight 1000 --rate 200 --seconds 5 --json"
        })
final class BenchDeliverCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many deliveries are to wait for slow receivers at once; default ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--answer-after",
            paramLabel = "D",
            defaultValue = "PT2S",
            description = "How long those take to answer; default ${DEFAULT-VALUE}.")
    private Duration answerAfter = Duration.ofSeconds(2);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = {
                "How many events become due each second where healthy endpoints stand beside hanging ones;",
                "one in ten goes to a healthy one. Default ${DEFAULT-VALUE}."
            })
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each load takes; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each gateway is used before; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "2048",
            description = "The size of each body; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "The most heap that a gateway may use; default ${DEFAULT-VALUE}.")
    private int heap;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "On whose disk the data are kept for the while; default the working directory.")
    private Path directory = Path.of(".");

    private final Terminal terminal;

    BenchDeliverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        DeliverPlan plan = plan();
        DeliverReport report;
        try (ProgressBar bar =
                new ProgressBar(terminal, "seconds measured", plan.total().toSeconds())) {
            report = DeliverBench.run(plan, Sallyport.class.getName(), passed -> bar.reach(passed.toSeconds()));
        } catch (IOException e) {
            throw new CommandFailure("cannot measure: " + e.getMessage(), e);
        }
        if (common.json()) {
            JsonLine.print(terminal, json -> BenchDeliverJson.write(json, report));
        } else {
            show(report);
        }
        return report.passed() ? 0 : FailureRendering.FAILED;
    }

    private DeliverPlan plan() {
        try {
            return new DeliverPlan(
                    inFlight,
                    answerAfter,
                    rate,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(warmUp),
                    size,
                    heap,
                    directory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(DeliverReport report) {
        Table table = new Table(
                "LOAD",
                "ACCEPTED",
                "DELIVERED",
                "DELIVERIES/S",
                "FIRST ATTEMPT P50 MS",
                "P95 MS",
                "DELIVERED P50 MS",
                "P99 MS",
                "CPU US/DELIVERY",
                "LOST");
        row(table, "healthy alone", report.alone());
        row(table, "beside hanging", report.besideHanging());
        row(table, "fastest", report.fastest());
        row(table, "slow at once", report.slow());
        table.print(terminal);
        Long memory = report.mostMemory();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "beside hanging endpoints p99 is %.2f times as long; %d in flight at once%s; load average %.2f%n",
                        report.slowdown(),
                        report.mostInFlight(),
                        memory == null ? "" : ", " + (memory >> 20) + " MiB resident at most",
                        report.loadAverage());
        terminal.out().flush();
    }

    private static void row(Table table, String name, DeliverRun run) {
        table.row(
                name,
                run.accepted(),
                run.delivered(),
                String.format(Locale.ROOT, "%.0f", run.perSecond()),
                run.toFirstAttemptP50().toMillis(),
                run.toFirstAttemptP95().toMillis(),
                run.toDeliveryP50().toMillis(),
                run.toDeliveryP99().toMillis(),
                run.cpuPerDelivery().toNanos() / 1_000,
                run.lost());
    }
}
