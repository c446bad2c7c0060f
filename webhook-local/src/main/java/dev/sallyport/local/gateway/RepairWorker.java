package dev.sallyport.local.gateway;

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

/**
 * Advances repair runs page by page, each at its own rate, and after a restart goes on with those that were under way.
 * For one thread.
 */
final class RepairWorker {

    /** How long to rest at most: a run that could not be looked for is found then. */
    static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(1);

    private final RepairWebhooksUseCase repairing;
    private final InstantSource clock;
    private final GatewayFaults faults;

    /** When the next page of each run is due; a run that is not in it is due at once. */
    private final Map<RunId, Instant> due = new HashMap<>();

    RepairWorker(RepairWebhooksUseCase repairing, InstantSource clock, GatewayFaults faults) {
        this.repairing = repairing;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * Advances every run that is due by one page.
     *
     * @return how long there is nothing to do, unless a run is started
     */
    Duration advance() {
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
            faults.arose("repairing " + run, fault);
            return clock.instant().plus(LONGEST_REST);
        }
    }
}
