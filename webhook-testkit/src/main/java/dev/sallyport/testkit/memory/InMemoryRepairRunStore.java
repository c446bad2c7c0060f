package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps repair runs in memory. Safe for any number of threads. */
public final class InMemoryRepairRunStore implements RepairRunStore {

    private static final Comparator<RepairRun> EARLIEST_FIRST = Comparator.comparing(RepairRun::startedAt)
            .thenComparing(run -> run.id().value());

    private final Map<RunId, RepairRun> runs = new LinkedHashMap<>();

    @Override
    public synchronized void create(RepairRun run) {
        runs.putIfAbsent(run.id(), run);
    }

    @Override
    public synchronized boolean replace(RepairRun replacement) {
        RepairRun current = runs.get(replacement.id());
        if (current == null) {
            return false;
        }
        if (current.revision() == replacement.revision() - 1) {
            runs.put(replacement.id(), replacement);
            return true;
        }
        return current.equals(replacement);
    }

    @Override
    public synchronized @Nullable RepairRun find(RunId id) {
        return runs.get(id);
    }

    @Override
    public synchronized List<RepairRun> latest(int limit) {
        return runs.values().stream()
                .sorted(EARLIEST_FIRST.reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<RepairRun> running() {
        return runs.values().stream()
                .filter(run -> run.state() == RepairRun.State.RUNNING)
                .sorted(EARLIEST_FIRST)
                .toList();
    }
}
