package dev.sallyport.testkit.simulator.stage;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What may go wrong in a run.
 *
 * @param kinds the kinds of fault that the run knows
 * @param rate how likely a fault is at each port call
 * @param most how many faults there are in all
 * @param lasting after what time all goes well
 */
public record FaultPlan(Set<FaultKind> kinds, double rate, int most, Duration lasting) {

    /** Draws about half of all kinds. */
    public static Set<FaultKind> someKinds(RandomGenerator random) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
