package dev.sallyport.lambda.sweep;

import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.List;

/** One run of so many pages, each of which asks for a rest. */
final class FakeRepairs implements RepairWebhooksUseCase {

    private final ManualClock clock;
    int pages;
    Duration rest = Duration.ofSeconds(1);

    FakeRepairs(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public AdvanceResult advance(RunId id) {
        pages--;
        return pages == 0
                ? new AdvanceResult.Ended(run())
                : new AdvanceResult.GoOn(run(), clock.instant().plus(rest));
    }

    @Override
    public List<RepairRun> running() {
        return pages == 0 ? List.of() : List.of(run());
    }

    private RepairRun run() {
        return RepairRun.builder()
                .id(new RunId("run_0000000000000001"))
                .kind(RepairRun.Kind.REDRIVE)
                .selection(new RepairSelection.Matching(null, null, null, null, null))
                .startedAt(clock.instant())
                .updatedAt(clock.instant())
                .build();
    }

    @Override
    public RepairRun start(StartRepairCommand command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RepairRun cancel(RunId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RepairRun find(RunId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RepairRun> latest() {
        throw new UnsupportedOperationException();
    }
}
