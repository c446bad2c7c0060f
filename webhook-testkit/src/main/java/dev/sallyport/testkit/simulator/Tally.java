package dev.sallyport.testkit.simulator;

import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what comes of runs. */
final class Tally {

    private final long firstSeed;
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private final List<FailedSchedule> failures = new ArrayList<>();
    private long runs;
    private long accepted;
    private long published;
    private long steps;

    Tally(long firstSeed) {
        this.firstSeed = firstSeed;
    }

    void add(Verdict verdict) {
        runs++;
        accepted += verdict.accepted();
        published += verdict.published();
        steps += verdict.steps();
        verdict.faults().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
    }

    void add(FailedSchedule failure) {
        failures.add(failure);
    }

    int failures() {
        return failures.size();
    }

    SimulationReport report() {
        return new SimulationReport(firstSeed, runs, accepted, published, steps, faults, failures);
    }
}
