package dev.sallyport.testkit.simulator.stage;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides what fails in a run, and counts it. */
public final class Faults {

    private final FaultPlan plan;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final long calmFrom;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private int drawn;

    /** Makes the faults of a run. */
    public Faults(FaultPlan plan, Scheduler scheduler, RandomGenerator random) {
        this.plan = plan;
        this.scheduler = scheduler;
        this.random = random;
        this.calmFrom = scheduler.now() + plan.lasting().toNanos();
    }

    /** Draws a fault for a port call out of those possible there, or null for none. */
    @Nullable
    public FaultKind draw(FaultKind[] possible) {
        if (isCalm() || random.nextDouble() >= plan.rate()) {
            return null;
        }
        FaultKind kind = possible[random.nextInt(possible.length)];
        return plan.kinds().contains(kind) ? count(kind) : null;
    }

    /** Tells whether a fault of one kind happens now. */
    public boolean happens(FaultKind kind, double likelihood) {
        if (isCalm() || !plan.kinds().contains(kind) || random.nextDouble() >= likelihood) {
            return false;
        }
        count(kind);
        return true;
    }

    private FaultKind count(FaultKind kind) {
        drawn++;
        counts.merge(kind, 1, Integer::sum);
        return kind;
    }

    /** Counts a fault that was decided elsewhere. */
    public void note(FaultKind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Tells whether all goes well from now on. */
    public boolean isCalm() {
        return drawn >= plan.most() || scheduler.now() >= calmFrom;
    }

    /** Returns how often each kind happened, those that never did included. */
    public Map<FaultKind, Integer> counts() {
        Map<FaultKind, Integer> byKind = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            byKind.put(kind, counts.getOrDefault(kind, 0));
        }
        return byKind;
    }
}
