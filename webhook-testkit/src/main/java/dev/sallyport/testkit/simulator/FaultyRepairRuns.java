package dev.sallyport.testkit.simulator;

import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of repair runs that is far away. */
final class FaultyRepairRuns implements RepairRunStore {

    private final RepairRunStore runs;
    private final PortCalls calls;

    FaultyRepairRuns(RepairRunStore runs, PortCalls calls) {
        this.runs = runs;
        this.calls = calls;
    }

    @Override
    public void create(RepairRun run) {
        calls.writeAll("runs.create", List.of(run.id()), ids -> {
            ids.forEach(id -> runs.create(run));
            return "created";
        });
    }

    @Override
    public boolean replace(RepairRun replacement) {
        return calls.write("runs.replace", replacement.state(), () -> runs.replace(replacement));
    }

    @Override
    public @Nullable RepairRun find(RunId id) {
        return calls.read("runs.find", id, () -> Optional.ofNullable(runs.find(id)))
                .orElse(null);
    }

    @Override
    public List<RepairRun> latest(int limit) {
        return calls.read("runs.latest", null, () -> runs.latest(limit));
    }

    @Override
    public List<RepairRun> running() {
        return calls.read("runs.running", null, runs::running);
    }
}
