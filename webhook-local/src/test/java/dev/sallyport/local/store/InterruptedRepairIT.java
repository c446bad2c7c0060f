package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.AdvanceResult;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairRun.Kind;
import dev.sallyport.core.repair.RepairSelection.Matching;
import dev.sallyport.core.repair.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Repair runs over a store whose process ends in the middle of a page, again and again, and is started anew: nothing may
 * be skipped, and no more done twice than a page of replays for each end.
 */
class InterruptedRepairIT extends LocalStoreTestBase {

    private static final int WEBHOOKS = 250;
    private static final int PAGE = 20;

    /** Where in a page the process ends. */
    private enum End {
        /** The page is done, and how far the run has come is not recorded. */
        BEFORE_THE_RUN_IS_RECORDED,
        /** All of the page is recorded. */
        AFTER_THE_RUN_IS_RECORDED,
        /** The records say that they were redriven, and the queue was told of some of them only. */
        WHILE_THE_QUEUE_IS_TOLD
    }

    private final Random random = new Random(20_261_122);

    @ParameterizedTest
    @EnumSource
    void shouldRedriveEachDeadWebhookOnce(End end) {
        for (int i = 0; i < WEBHOOKS; i++) {
            WebhookRecord record = accept(i);
            store.webhooks().replaceAll(List.of(record.dead(aFailure(1), DeathReason.HANDLER_FAILED)));
        }

        int ends = advanceAndEnd(Kind.REDRIVE, end);

        assertThat(ends).isGreaterThan(2);
        clock.advance(Duration.ofMinutes(2));
        Inbound inbound = inbound(null);
        inbound.sweeping().sweep();
        while (inbound.working().workOnce(100) > 0) {}
        List<Publication> published = store.publications().after(0, 1_000);
        assertThat(published)
                .extracting(publication -> publication.event().webhookId())
                .containsExactlyInAnyOrderElementsOf(ids());
        assertThat(published).noneMatch(publication -> publication.event().replay());
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_THE_RUN_IS_RECORDED", "AFTER_THE_RUN_IS_RECORDED"})
    void shouldReplayEveryProcessedWebhookAndRepeatAPageAtMost(End end) {
        for (int i = 0; i < WEBHOOKS; i++) {
            store.webhooks().replaceAll(List.of(accept(i).processed(NOON)));
        }

        int ends = advanceAndEnd(Kind.REPLAY, end);

        List<Publication> published = store.publications().after(0, 1_000);
        assertThat(published).allMatch(publication -> publication.event().replay());
        assertThat(published)
                .extracting(publication -> publication.event().webhookId())
                .containsAll(ids());
        int repeated = end == End.BEFORE_THE_RUN_IS_RECORDED ? ends * PAGE : 0;
        assertThat(published).hasSizeBetween(WEBHOOKS, WEBHOOKS + repeated);
    }

    @Test
    void shouldKnowAfterARestartHowFarARunHasCome() {
        for (int i = 0; i < WEBHOOKS; i++) {
            store.webhooks().replaceAll(List.of(accept(i).processed(NOON)));
        }
        RepairRun run = start(Kind.REPLAY);
        inbound(null).repairing().advance(run.id());
        closeStore();
        openStore();

        assertThat(inbound(null).repairing().running())
                .singleElement()
                .satisfies(found -> assertThat(found.repaired()).isEqualTo(PAGE));
    }

    private WebhookRecord accept(int number) {
        String event = "evt-" + number;
        WebhookRecord record = aRecordOf(event, NOON.plusMillis(number)).build();
        store.archive().store(record.archiveKey(), anOriginal(event));
        store.webhooks().create(record);
        return record;
    }

    private static List<WebhookId> ids() {
        return IntStream.range(0, WEBHOOKS).mapToObj(i -> id("evt-" + i)).toList();
    }

    private RepairRun start(Kind kind) {
        return inbound(null)
                .repairing()
                .start(new StartRepairCommand(kind, new Matching(null, null, null, null, null), false, PAGE));
    }

    /** Carries a run to its end, through restarts of which the caller is told the number. */
    private int advanceAndEnd(Kind kind, End end) {
        RunId run = start(kind).id();
        for (int ends = 0; ; ends++) {
            Inbound inbound = inbound(end);
            try {
                AdvanceResult result = inbound.repairing().advance(run);
                while (!(result instanceof AdvanceResult.Ended)) {
                    result = inbound.repairing().advance(run);
                }
                return ends;
            } catch (ProcessEnded ended) {
                closeStore();
                openStore();
            }
        }
    }

    private Inbound inbound(@Nullable End end) {
        RepairRunStore runs = store.repairRuns();
        ProcessingQueue queue = store.queue();
        return Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(store.webhooks())
                .archive(store.archive())
                .queue(end == End.WHILE_THE_QUEUE_IS_TOLD ? new EndingQueue(queue) : queue)
                .publisher(store.publisher())
                .repairRuns(end == null || end == End.WHILE_THE_QUEUE_IS_TOLD ? runs : new EndingRuns(runs, end))
                .clock(clock)
                .random(() -> random)
                .build());
    }

    /** Ends a process. */
    private static final class ProcessEnded extends Error {

        private static final long serialVersionUID = 1;
    }

    private final class EndingRuns implements RepairRunStore {

        private final RepairRunStore runs;
        private final End end;

        EndingRuns(RepairRunStore runs, End end) {
            this.runs = runs;
            this.end = end;
        }

        @Override
        public void create(RepairRun run) {
            runs.create(run);
        }

        @Override
        public boolean replace(RepairRun replacement) {
            boolean ends = replacement.state() == RepairRun.State.RUNNING && random.nextBoolean();
            if (ends && end == End.BEFORE_THE_RUN_IS_RECORDED) {
                throw new ProcessEnded();
            }
            boolean replaced = runs.replace(replacement);
            if (ends) {
                throw new ProcessEnded();
            }
            return replaced;
        }

        @Override
        public @Nullable RepairRun find(RunId id) {
            return runs.find(id);
        }

        @Override
        public List<RepairRun> latest(int limit) {
            return runs.latest(limit);
        }

        @Override
        public List<RepairRun> running() {
            return runs.running();
        }
    }

    private final class EndingQueue implements ProcessingQueue {

        private final ProcessingQueue queue;

        EndingQueue(ProcessingQueue queue) {
            this.queue = queue;
        }

        @Override
        public void enqueue(WebhookId id, OrderingKey key) {
            if (random.nextInt(PAGE) == 0) {
                throw new ProcessEnded();
            }
            queue.enqueue(id, key);
        }

        @Override
        public List<Delivery> receive(int limit, Duration visibility) {
            return queue.receive(limit, visibility);
        }

        @Override
        public void acknowledge(List<Receipt> receipts) {
            queue.acknowledge(receipts);
        }

        @Override
        public void release(List<Receipt> receipts, Duration delay) {
            queue.release(receipts, delay);
        }
    }
}
