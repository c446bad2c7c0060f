package dev.sallyport.testkit.simulator;

import dev.sallyport.testkit.simulator.stage.FaultKind;
import java.util.List;
import java.util.Map;

/**
 * What came of a simulation.
 *
 * @param firstSeed the seed of the first run
 * @param runs how many runs were played
 * @param accepted how many webhooks were answered with 2xx in all
 * @param published how many events were published in all, repetitions included
 * @param steps how often an actor could have been interrupted
 * @param faults how often each kind of fault was injected
 * @param failures the runs that broke a guarantee
 */
public record SimulationReport(
        long firstSeed,
        long runs,
        long accepted,
        long published,
        long steps,
        Map<FaultKind, Long> faults,
        List<FailedSchedule> failures) {

    public SimulationReport {
        faults = Map.copyOf(faults);
        failures = List.copyOf(failures);
    }

    /** Tells whether no run broke a guarantee. */
    public boolean isClean() {
        return failures.isEmpty();
    }

    /** Returns how many faults were injected. */
    public long faultsInjected() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }
}
