package dev.sallyport.core.application;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is recorded of webhooks that the queue gave up by itself. */
class WebhookBurialTest {

    private static final EntryOutcome FINISHED = new EntryOutcome.Finished();

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final List<String> told = new ArrayList<>();
    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void dead(ProviderId provider, WebhookId webhook, String code) {
            told.add(provider + " " + webhook + " " + code);
        }
    };

    private List<EntryOutcome> giveUp(String... events) {
        return Inbound.of(InboundParts.builder()
                        .providers(Providers.of(List.of()))
                        .store(store)
                        .archive(archive)
                        .queue(new InMemoryProcessingQueue(clock))
                        .publisher(new InMemoryEventPublisher())
                        .repairRuns(new InMemoryRepairRunStore())
                        .telemetry(telemetry)
                        .clock(clock)
                        .random(() -> new Random(1))
                        .build())
                .givingUp()
                .giveUp(Stream.of(events)
                        .map(event -> new QueuedWebhook(id(event), key(event)))
                        .toList());
    }

    @Test
    void shouldMarkWebhooksAndStoreTheirLetters() {
        store.create(aRecord("a"));
        store.create(aRecord("b"));
        store.replaceAll(List.of(aRecord("b").failed(aFailure(1), NOON.plusSeconds(1))));
        clock.advance(Duration.ofHours(1));

        assertThat(giveUp("a", "b")).containsExactly(FINISHED, FINISHED);

        FailedAttempt failure =
                new FailedAttempt(1, NOON.plus(Duration.ofHours(1)), FailureKind.PIPELINE, "queue-gave-up");
        WebhookRecord dead = aRecord("a").dead(failure, DeathReason.PIPELINE_FAILED);
        assertThat(store.find(id("a"))).isEqualTo(dead);
        assertThat(archive.deadLetter(ArchiveKey.ofDeadLetter(id("a"), NOON))).isEqualTo(dead);
        assertThat(store.find(id("b")).failures())
                .extracting(FailedAttempt::attempt)
                .containsExactly(1, 2);
        assertThat(told).containsExactly("acme " + id("a") + " queue-gave-up", "acme " + id("b") + " queue-gave-up");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        store.create(aRecord("a"));
        giveUp("a");
        WebhookRecord dead = store.find(id("a"));
        clock.advance(Duration.ofDays(2));

        assertThat(giveUp("a", "a")).containsExactly(FINISHED, FINISHED);
        assertThat(store.find(id("a"))).isEqualTo(dead);
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldFinishAnInterruptedBurial() {
        WebhookRecord dead = aRecord("a").dead(aFailure(1), DeathReason.HANDLER_FAILED);
        store.create(aRecord("a"));
        store.replaceAll(List.of(dead));

        assertThat(giveUp("a")).containsExactly(FINISHED);
        assertThat(archive.deadLetter(ArchiveKey.ofDeadLetter(
                        id("a"), dead.failures().getLast().at())))
                .isEqualTo(dead);
    }

    @Test
    void shouldLetBeWhatIsProcessedOrUnknown() {
        WebhookRecord processed = aRecord("a").processed(NOON);
        store.create(aRecord("a"));
        store.replaceAll(List.of(processed));

        assertThat(giveUp("a", "unknown")).containsExactly(FINISHED, FINISHED);
        assertThat(store.find(id("a"))).isEqualTo(processed);
        assertThat(told).isEmpty();
    }
}
