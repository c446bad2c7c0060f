package dev.sallyport.core.application;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Walks the records that a run chooses, page by page, and has each page repaired. */
final class RepairRuns implements RepairWebhooksUseCase {

    private static final int PAGE = 100;
    private static final int LATEST = 100;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RepairRunStore runs;
    private final WebhookStore store;
    private final Redrive redrive;
    private final Replay replay;
    private final InstantSource clock;
    private final Supplier<? extends RandomGenerator> random;

    RepairRuns(InboundParts parts) {
        this.runs = parts.repairRuns();
        this.store = parts.store();
        this.redrive = new Redrive(parts);
        this.replay = new Replay(parts);
        this.clock = parts.clock();
        this.random = parts.random();
    }

    @Override
    public RepairRun start(StartRepairCommand command) {
        RepairRun run = RepairRun.builder()
                .id(RunId.draw(random.get()))
                .kind(command.kind())
                .selection(command.selection())
                .dryRun(command.dryRun())
                .perSecond(command.perSecond())
                .startedAt(clock.instant())
                .updatedAt(clock.instant())
                .build();
        runs.create(run);
        return run;
    }

    @Override
    public AdvanceResult advance(RunId id) {
        try {
            RepairRun run = runs.find(id);
            if (run == null) {
                return new AdvanceResult.UnknownRun();
            }
            return switch (run.state()) {
                case DONE, CANCELLED -> new AdvanceResult.Ended(run);
                case RUNNING -> advance(run);
            };
        } catch (PortException e) {
            return new AdvanceResult.Later(clock.instant().plus(PAUSE));
        }
    }

    private AdvanceResult advance(RepairRun run) {
        Page page = nextPage(run);
        List<WebhookRecord> chosen =
                page.records.stream().filter(run.selection()::chooses).toList();
        RepairCounts counts =
                switch (run.kind()) {
                    case REDRIVE -> redrive.repair(chosen, run.dryRun());
                    case REPLAY -> replay.repair(chosen, run.dryRun());
                };
        RepairRun after = RepairRun.builder()
                .from(run)
                .position(page.next)
                .state(page.next == null ? RepairRun.State.DONE : RepairRun.State.RUNNING)
                .repaired(run.repaired() + counts.repaired())
                .skipped(run.skipped() + counts.skipped())
                .failed(run.failed() + counts.failed() + page.missing)
                .updatedAt(clock.instant())
                .revision(run.revision() + 1)
                .build();
        if (!runs.replace(after)) {
            return new AdvanceResult.Later(clock.instant().plus(PAUSE));
        }
        return page.next == null
                ? new AdvanceResult.Ended(after)
                : new AdvanceResult.GoOn(after, after.nextPageNotBefore(counts.repaired()));
    }

    private Page nextPage(RepairRun run) {
        return switch (run.selection()) {
            case RepairSelection.ByIds named -> pageOf(named.ids(), run);
            case RepairSelection.Matching matching -> pageOf(matching, run);
        };
    }

    /** A page is never more than the run may repair in a second, or it would begin with a burst. */
    private static int pageSize(RepairRun run) {
        return Math.min(PAGE, run.perSecond());
    }

    private Page pageOf(List<WebhookId> ids, RepairRun run) {
        String position = run.position();
        int from = position == null ? 0 : Integer.parseInt(position);
        int to = Math.min(ids.size(), from + pageSize(run));
        Map<WebhookId, WebhookRecord> found = store.findAll(ids.subList(from, to));
        List<WebhookRecord> inOrder = ids.subList(from, to).stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
        return new Page(inOrder, to == ids.size() ? null : Integer.toString(to), to - from - inOrder.size());
    }

    private Page pageOf(RepairSelection.Matching matching, RepairRun run) {
        WebhookPage page = store.list(WebhookQuery.builder()
                .status(Objects.requireNonNullElse(matching.status(), run.kind().repairs()))
                .provider(matching.provider())
                .receivedFrom(matching.receivedFrom())
                .receivedBefore(matching.receivedBefore())
                .direction(Direction.OLDEST_FIRST)
                .cursor(run.position())
                .limit(pageSize(run))
                .build());
        return new Page(page.records(), page.nextCursor(), 0);
    }

    @Override
    public @Nullable RepairRun cancel(RunId id) {
        while (true) {
            RepairRun run = runs.find(id);
            if (run == null || run.state() != RepairRun.State.RUNNING) {
                return run;
            }
            RepairRun cancelled = RepairRun.builder()
                    .from(run)
                    .state(RepairRun.State.CANCELLED)
                    .updatedAt(clock.instant())
                    .revision(run.revision() + 1)
                    .build();
            if (runs.replace(cancelled)) {
                return cancelled;
            }
        }
    }

    @Override
    public @Nullable RepairRun find(RunId id) {
        return runs.find(id);
    }

    @Override
    public List<RepairRun> latest() {
        return runs.latest(LATEST);
    }

    @Override
    public List<RepairRun> running() {
        return runs.running();
    }

    /** Some records, where the next begin (null at the end), and how many of those named do not exist. */
    private record Page(
            List<WebhookRecord> records, @Nullable String next, int missing) {}
}
