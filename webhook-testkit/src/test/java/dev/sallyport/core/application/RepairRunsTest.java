package dev.sallyport.core.application;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.AdvanceResult;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairRun.Kind;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RepairSelection.ByIds;
import dev.sallyport.core.repair.RepairSelection.Matching;
import dev.sallyport.core.repair.RunId;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RepairRunsTest {

    private static final RepairSelection ALL = new Matching(null, null, null, null, null);

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(clock);
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final InMemoryRepairRunStore runs = new InMemoryRepairRunStore();
    private final RepairWebhooksUseCase repairing = Inbound.of(parts().build()).repairing();

    private InboundParts.Builder parts() {
        return InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(store)
                .archive(archive)
                .queue(queue)
                .publisher(publisher)
                .repairRuns(runs)
                .clock(clock)
                .random(() -> new Random(1));
    }

    private static String event(int number) {
        return "evt-" + number;
    }

    /** Records webhooks that arrived a second after one another and stand somewhere. */
    private void record(int webhooks, WebhookStatus status) {
        for (int i = 0; i < webhooks; i++) {
            record(i, status, DeathReason.HANDLER_FAILED);
        }
    }

    private void record(int number, WebhookStatus status, DeathReason reason) {
        WebhookRecord received =
                aRecordOf(event(number), NOON.plusSeconds(number)).build();
        archive.store(received.archiveKey(), anOriginal(event(number)));
        store.create(received);
        switch (status) {
            case DEAD -> store.replaceAll(List.of(received.dead(aFailure(1), reason)));
            case PROCESSED -> store.replaceAll(List.of(received.processed(NOON)));
            case FAILED -> store.replaceAll(List.of(received.failed(aFailure(1), NOON)));
            case RECEIVED -> {}
        }
    }

    private RepairRun start(Kind kind, RepairSelection selection, int perSecond) {
        return repairing.start(new StartRepairCommand(kind, selection, false, perSecond));
    }

    private RepairRun toTheEnd(RepairRun run) {
        while (true) {
            if (repairing.advance(run.id()) instanceof AdvanceResult.Ended ended) {
                return ended.run();
            }
        }
    }

    private List<WebhookId> queued() {
        return queue.receive(1_000, Duration.ofMinutes(1)).stream()
                .map(delivery -> delivery.webhookId())
                .toList();
    }

    private static List<WebhookId> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> id(event(i))).toList();
    }

    @Nested
    class Redriving {

        @Test
        void shouldTakeTheDeadOldestFirstWhereNoStatusIsNamed() {
            record(3, WebhookStatus.DEAD);
            record(3, WebhookStatus.PROCESSED, DeathReason.TOO_OLD);
            record(4, WebhookStatus.FAILED, DeathReason.TOO_OLD);

            RepairRun run = toTheEnd(start(Kind.REDRIVE, ALL, 100));

            assertThat(run.repaired()).isEqualTo(3);
            assertThat(run.visited()).isEqualTo(3);
            assertThat(queued()).containsExactlyElementsOf(ids(0, 3));
        }

        @Test
        void shouldCountAttemptsAnewUnderTheSameId() {
            record(1, WebhookStatus.DEAD);
            clock.advance(Duration.ofHours(1));

            toTheEnd(start(Kind.REDRIVE, ALL, 100));

            WebhookRecord redriven = store.find(id(event(0)));
            assertThat(redriven.status()).isEqualTo(WebhookStatus.RECEIVED);
            assertThat(redriven.failures()).isEmpty();
            assertThat(redriven.deathReason()).isNull();
            assertThat(redriven.attemptsSince()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        }

        @Test
        void shouldChooseByReason() {
            record(0, WebhookStatus.DEAD, DeathReason.HANDLER_FAILED);
            record(1, WebhookStatus.DEAD, DeathReason.TOO_OLD);
            record(2, WebhookStatus.DEAD, DeathReason.PIPELINE_FAILED);

            toTheEnd(start(Kind.REDRIVE, new Matching(null, null, null, null, DeathReason.TOO_OLD), 100));

            assertThat(queued()).containsExactly(id(event(1)));
        }

        @Test
        void shouldChooseByProviderAndTime() {
            record(5, WebhookStatus.DEAD);

            toTheEnd(
                    start(Kind.REDRIVE, new Matching(null, ACME, NOON.plusSeconds(1), NOON.plusSeconds(3), null), 100));

            assertThat(queued()).containsExactlyElementsOf(ids(1, 3));
        }

        @Test
        void shouldSkipWhatIsNotDeadAndCountWhatIsNotThere() {
            record(0, WebhookStatus.DEAD, DeathReason.TOO_OLD);
            record(1, WebhookStatus.PROCESSED, DeathReason.TOO_OLD);

            RepairRun run = toTheEnd(start(Kind.REDRIVE, new ByIds(ids(0, 3)), 100));

            assertThat(run.repaired()).isEqualTo(1);
            assertThat(run.skipped()).isEqualTo(1);
            assertThat(run.failed()).isEqualTo(1);
        }
    }

    @Nested
    class Replaying {

        @Test
        void shouldPublishMarkedAsReplaysWhatWasProcessed() {
            record(2, WebhookStatus.PROCESSED);
            record(2, WebhookStatus.DEAD, DeathReason.TOO_OLD);

            RepairRun run = toTheEnd(start(Kind.REPLAY, ALL, 100));

            assertThat(run.repaired()).isEqualTo(2);
            assertThat(publisher.published())
                    .allMatch(event -> event.replay())
                    .extracting(event -> event.webhookId())
                    .containsExactlyElementsOf(ids(0, 2));
        }

        @Test
        void shouldLeaveTheDeadToRedrive() {
            record(1, WebhookStatus.DEAD);

            RepairRun run = toTheEnd(start(Kind.REPLAY, new ByIds(ids(0, 1)), 100));

            assertThat(run.skipped()).isEqualTo(1);
            assertThat(publisher.published()).isEmpty();
        }

        @Test
        void shouldCountAsFailedWhatTheArchiveLostAndPublishTheRest() {
            WebhookRecord lost = aRecordOf("lost").build();
            store.create(lost);
            store.replaceAll(List.of(lost.processed(NOON)));
            record(2, WebhookStatus.PROCESSED);

            RepairRun run = toTheEnd(start(Kind.REPLAY, ALL, 100));

            assertThat(run.failed()).isEqualTo(1);
            assertThat(run.repaired()).isEqualTo(2);
        }
    }

    @Nested
    class DryRuns {

        @Test
        void shouldCountAndChangeNothing() {
            record(2, WebhookStatus.DEAD);
            RepairRun started = repairing.start(new StartRepairCommand(Kind.REDRIVE, ALL, true, 1));

            RepairRun run = toTheEnd(started);

            assertThat(run.repaired()).isEqualTo(2);
            assertThat(queued()).isEmpty();
            assertThat(store.find(id(event(0))).status()).isEqualTo(WebhookStatus.DEAD);
        }
    }

    @Nested
    class Rates {

        @Test
        void shouldTakeNoMoreThanASecondsWorthAtOnceAndThenWait() {
            record(5, WebhookStatus.DEAD);
            RepairRun run = start(Kind.REDRIVE, new ByIds(ids(0, 5)), 2);

            AdvanceResult first = repairing.advance(run.id());

            assertThat(queued()).hasSize(2);
            assertThat(first)
                    .isInstanceOfSatisfying(
                            AdvanceResult.GoOn.class,
                            goOn -> assertThat(goOn.notBefore())
                                    .isEqualTo(clock.instant().plusSeconds(1)));
        }

        @Test
        void shouldTakeAHundredAtOnceAtMost() {
            record(101, WebhookStatus.DEAD);
            RepairRun run = start(Kind.REDRIVE, ALL, 1_000);

            AdvanceResult first = repairing.advance(run.id());

            assertThat(queued()).hasSize(100);
            assertThat(first)
                    .isInstanceOfSatisfying(
                            AdvanceResult.GoOn.class,
                            goOn -> assertThat(goOn.notBefore())
                                    .isEqualTo(clock.instant().plusMillis(100)));
        }
    }

    @Nested
    class GoingOn {

        @Test
        void shouldSkipNothingWhenAPageWasDoneAndNotRecorded() {
            record(250, WebhookStatus.DEAD);
            RepairRun run = start(Kind.REDRIVE, ALL, 100_000);
            repairing.advance(run.id());
            RepairRun afterOnePage = runs.find(run.id());
            repairing.advance(run.id());
            // As the second page's end would be missing after a crash.
            InMemoryRepairRunStore restored = new InMemoryRepairRunStore();
            restored.create(run);
            restored.replace(afterOnePage);
            RepairWebhooksUseCase restarted =
                    Inbound.of(parts().repairRuns(restored).build()).repairing();

            while (restarted.advance(run.id()) instanceof AdvanceResult.GoOn) {
                assertThat(restarted.running()).hasSize(1);
            }

            assertThat(queued()).hasSize(250).doesNotHaveDuplicates();
            assertThat(restarted.find(run.id()).state()).isEqualTo(RepairRun.State.DONE);
        }

        @Test
        void shouldComeAgainLaterWhenAPortIsOutOfReach() {
            RepairWebhooksUseCase cutOff = Inbound.of(parts().publisher(events -> {
                                throw new PortUnavailableException("no bus");
                            })
                            .build())
                    .repairing();
            record(1, WebhookStatus.PROCESSED);
            RepairRun run = start(Kind.REPLAY, ALL, 100);

            assertThat(cutOff.advance(run.id()))
                    .isEqualTo(new AdvanceResult.Later(clock.instant().plusSeconds(1)));
            assertThat(runs.find(run.id())).isEqualTo(run);
        }

        @Test
        void shouldNotGoOnAfterItsEnd() {
            record(101, WebhookStatus.DEAD);
            RepairRun run = start(Kind.REDRIVE, ALL, 100);
            repairing.advance(run.id());

            RepairRun cancelled = repairing.cancel(run.id());

            assertThat(cancelled.state()).isEqualTo(RepairRun.State.CANCELLED);
            assertThat(cancelled.repaired()).isEqualTo(100);
            assertThat(repairing.advance(run.id())).isEqualTo(new AdvanceResult.Ended(cancelled));
            assertThat(repairing.cancel(run.id())).isEqualTo(cancelled);
            assertThat(repairing.running()).isEmpty();
            RunId unknown = new RunId("run_0000000000000000");
            assertThat(repairing.advance(unknown)).isEqualTo(new AdvanceResult.UnknownRun());
            assertThat(repairing.cancel(unknown)).isNull();
        }
    }
}
