package dev.sallyport.local.cli;

import dev.sallyport.testkit.simulator.FailedSchedule;
import dev.sallyport.testkit.simulator.Simulation;
import dev.sallyport.testkit.simulator.SimulationReport;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays the use cases under faults and checks the guarantees. */
@Command(
        name = "simulate",
        description = {
            "Plays the use cases in memory, under a virtual clock, with crashes, timeouts, duplicates and clock jumps"
                    + " between any two calls of a port, and checks the guarantees G1 to G6 after each run.",
            "A seed plays the same run on every machine. A run that breaks a guarantee is printed step by step."
        },
        footer = {"", "Example:", "  sallyport simulate --seeds 1000000", "  sallyport simulate --seed 4711 --trace"})
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many runs; default ${DEFAULT-VALUE}. It ends early after five that fail.")
    private long seeds = 10_000;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The seed of the first run, the next has the next number; default ${DEFAULT-VALUE}.")
    private long from = 1;

    @Option(names = "--seed", paramLabel = "SEED", description = "Play this one run only.")
    private @Nullable Long seed;

    @Option(names = "--trace", description = "With --seed: print each step, even of a run that keeps the guarantees.")
    private boolean trace;

    private final Terminal terminal;
    private final Simulation simulation;

    SimulateCommand(Terminal terminal) {
        this(terminal, Simulation.ofCore());
    }

    SimulateCommand(Terminal terminal, Simulation simulation) {
        this.terminal = terminal;
        this.simulation = simulation;
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new CommandFailure("--seeds must be at least 1, not " + seeds);
        }
        Long one = seed;
        if (one == null && trace) {
            throw new CommandFailure("--trace goes with --seed: of many runs only those that fail are printed");
        }
        return one == null ? playMany() : playOne(one);
    }

    private int playOne(long only) {
        FailedSchedule played = simulation.replay(only);
        boolean clean = played.violations().isEmpty();
        if (common.json()) {
            printJson(played);
        } else if (trace || !clean) {
            terminal.out().print(played.describe());
        }
        if (!common.json()) {
            terminal.out().println("seed " + only + (clean ? " keeps every guarantee" : " breaks a guarantee"));
        }
        return clean ? 0 : FailureRendering.FAILED;
    }

    private int playMany() {
        SimulationReport report;
        try (ProgressBar bar = new ProgressBar(terminal, "runs", seeds)) {
            report = simulation.run(from, seeds, bar::reach);
        }
        if (common.json()) {
            report.failures().forEach(this::printJson);
            printJson(report);
        } else {
            report.failures().forEach(failure -> terminal.out().println(failure.describe()));
            print(report);
        }
        return report.isClean() ? 0 : FailureRendering.FAILED;
    }

    private void print(SimulationReport report) {
        new Table("SIMULATED", "TIMES")
                .row("runs, from seed " + report.firstSeed(), report.runs())
                .row("webhooks accepted", report.accepted())
                .row("events published", report.published())
                .row("moments at which something could have gone wrong", report.steps())
                .row("faults injected", report.faultsInjected())
                .print(terminal);
        report.failures().stream()
                .sorted(Comparator.comparingLong(FailedSchedule::seed))
                .forEach(failure -> terminal.out()
                        .println("Play it again: sallyport simulate --seed " + failure.seed() + " --trace"));
        terminal.out()
                .println(
                        report.isClean()
                                ? "Every run kept every guarantee."
                                : report.failures().size() + " runs broke a guarantee.");
    }

    private void printJson(SimulationReport report) {
        JsonLine.print(terminal, json -> {
            json.writeNumberField("firstSeed", report.firstSeed());
            json.writeNumberField("runs", report.runs());
            json.writeNumberField("accepted", report.accepted());
            json.writeNumberField("published", report.published());
            json.writeNumberField("steps", report.steps());
            json.writeNumberField("faults", report.faultsInjected());
            json.writeNumberField("failures", report.failures().size());
        });
    }

    private void printJson(FailedSchedule played) {
        JsonLine.print(terminal, json -> {
            json.writeNumberField("seed", played.seed());
            json.writeArrayFieldStart("violations");
            for (var violation : played.violations()) {
                Guarantee guarantee = violation.guarantee();
                json.writeStartObject();
                json.writeStringField("guarantee", guarantee.code());
                json.writeStringField("text", violation.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("trace");
            for (String line : played.trace()) {
                json.writeString(line);
            }
            json.writeEndArray();
        });
    }
}
