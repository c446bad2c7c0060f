package dev.sallyport.core.port.in;

import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redrives and replays, as runs that survive the process. A host starts a run, then calls {@link #advance} for each
 * running run until none is left; after a restart it goes on with {@link #running()}.
 */
public interface RepairWebhooksUseCase {

    /** Starts a run; nothing is repaired until it is advanced. */
    RepairRun start(StartRepairCommand command);

    /**
     * Repairs one page, oldest webhooks first, and records how far the run has come. A page whose end was not recorded
     * is done again: nothing is skipped, and a replay may repeat itself.
     */
    AdvanceResult advance(RunId id);

    /** Ends a run before its time; what it has repaired stays repaired. Returns the run, or null if there is none. */
    @Nullable
    RepairRun cancel(RunId id);

    /** Returns the run of that id, or null. */
    @Nullable
    RepairRun find(RunId id);

    /** Returns up to 100 runs, the latest first. */
    List<RepairRun> latest();

    /** Returns the runs that are to be advanced. */
    List<RepairRun> running();

    /**
     * What to repair.
     *
     * @param kind redrive or replay
     * @param selection which webhooks
     * @param dryRun whether only to count
     * @param perSecond the most webhooks a second, 1 to 100,000
     */
    record StartRepairCommand(RepairRun.Kind kind, RepairSelection selection, boolean dryRun, int perSecond) {}

    /** How a run went on. */
    sealed interface AdvanceResult {

        /** It is not at its end; the next page is due at the instant given. */
        record GoOn(RepairRun run, Instant notBefore) implements AdvanceResult {}

        /** It is at its end, or was ended. */
        record Ended(RepairRun run) implements AdvanceResult {}

        /** There is no such run. */
        record UnknownRun() implements AdvanceResult {}

        /** A port is out of reach, or another process is working on the run; come again at the instant given. */
        record Later(Instant notBefore) implements AdvanceResult {}
    }
}
