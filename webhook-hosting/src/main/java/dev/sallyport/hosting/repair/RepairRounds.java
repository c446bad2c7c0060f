package dev.sallyport.hosting.repair;

import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.AdvanceResult;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Advances repair runs page by page, each at its own rate, and after a restart goes on with those that were under way.
 * For one thread.
 */
public final class RepairRounds {

    /** How long to rest at most: a run that could not be looked for is found then. */
    public static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(1);

    private final RepairWebhooksUseCase repairing;
    private final InstantSource clock;
    private final BiConsumer<String, Throwable> faults;

    /** When the next page of each run is due; a run that is not in it is due at once. */
    private final Map<RunId, Instant> due = new HashMap<>();

    /**
     * Makes it.
     *
     * @param faults is told of faults of the program: what was being done, and the fault
     */
    public RepairRounds(RepairWebhooksUseCase repairing, InstantSource clock, BiConsumer<String, Throwable> faults) {
        this.repairing = repairing;
        this.clock = clock;
        this.faults = faults;
    }

    /** Tells whether there is a run that is not at its end; false as well while the store is out of reach. */
    public boolean isUnderWay() {
        try {
            return !repairing.running().isEmpty();
        } catch (PortException e) {
            return false;
        }
    }

    /**
     * Advances every run that is due by one page.
     *
     * @return how long there is nothing to do, unless a run is started
     */
    public Duration advance() {
        List<RepairRun> running;
        try {
            running = repairing.running();
        } catch (PortException e) {
            return PAUSE_AFTER_OUTAGE;
        }
        due.keySet().retainAll(running.stream().map(RepairRun::id).toList());
        Instant next = clock.instant().plus(LONGEST_REST);
        for (RepairRun run : running) {
            Instant notBefore = due.getOrDefault(run.id(), Instant.MIN);
            if (!clock.instant().isBefore(notBefore)) {
                notBefore = advance(run.id());
                due.put(run.id(), notBefore);
            }
            next = notBefore.isBefore(next) ? notBefore : next;
        }
        Duration rest = Duration.between(clock.instant(), next);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Returns when the run's next page is due, if it is not at its end. */
    private Instant advance(RunId run) {
        try {
            return switch (repairing.advance(run)) {
                case AdvanceResult.GoOn goOn -> goOn.notBefore();
                case AdvanceResult.Later later -> later.notBefore();
                case AdvanceResult.Ended ended -> Instant.MAX;
                case AdvanceResult.UnknownRun unknown -> Instant.MAX;
            };
        } catch (RuntimeException fault) {
            // One run that cannot go on must not keep the others from it.
            faults.accept("repairing " + run, fault);
            return clock.instant().plus(LONGEST_REST);
        }
    }
}
