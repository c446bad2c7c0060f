package dev.sallyport.core.port.out;

import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps repair runs, so that a run outlives the process that works on it. */
public interface RepairRunStore {

    /**
     * Keeps a new run of revision 0. Repeating the call with the same run changes nothing.
     *
     * @throws PortUnavailableException if nothing was kept
     * @throws OutcomeUnknownException if it may or may not be kept
     */
    void create(RepairRun run);

    /**
     * Replaces a run whose stored revision is one less than the replacement's.
     *
     * @return whether the store holds the replacement now; repeating a call that succeeded succeeds
     * @throws PortUnavailableException if nothing was replaced
     * @throws OutcomeUnknownException if it may have been replaced
     */
    boolean replace(RepairRun replacement);

    /** Returns the run of that id, or null. */
    @Nullable
    RepairRun find(RunId id);

    /** Returns runs, the latest started first. */
    List<RepairRun> latest(int limit);

    /** Returns the runs that are to be continued, the earliest started first. */
    List<RepairRun> running();
}
