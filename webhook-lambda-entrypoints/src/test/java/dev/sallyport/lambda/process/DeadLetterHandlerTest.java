package dev.sallyport.lambda.process;

import static dev.sallyport.lambda.process.Batches.event;
import static dev.sallyport.lambda.process.Batches.givenBack;
import static dev.sallyport.lambda.process.Batches.message;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.Telling;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.wiring.TestGates;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {

    private final ManualClock clock = new ManualClock();
    private final Telling telling = new Telling(clock);
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final DeadLetterHandler handler = handler();

    private DeadLetterHandler handler() {
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(store)
                .archive(archive)
                .queue(new InMemoryProcessingQueue(clock))
                .publisher(new InMemoryEventPublisher())
                .repairRuns(new InMemoryRepairRunStore())
                .telemetry(telling.metrics())
                .clock(clock)
                .random(() -> new Random(1))
                .build());
        return new DeadLetterHandler(new WebhookBatches(
                TestGates.work((batch, until) -> inbound.givingUp().giveUp(batch)),
                new RecordingQueue(),
                telling.traces(),
                telling.invocations(),
                clock));
    }

    @Test
    void shouldRecordAndArchiveWhatTheQueueGaveUp() {
        store.create(aRecord("a"));

        assertThat(givenBack(
                        handler.handleRequest(event(message("m-a", id("a"), key("a"), 1)), FakeContext.OF_30_SECONDS)))
                .isEmpty();

        WebhookRecord dead = store.find(id("a"));
        assertThat(dead.status()).isEqualTo(WebhookStatus.DEAD);
        assertThat(archive.deadLetter(ArchiveKey.ofDeadLetter(id("a"), NOON))).isEqualTo(dead);
        assertThat(telling.written()).singleElement().asString().contains("\"Provider\":\"acme\"", "\"Dead\":1");
    }

    @Test
    void shouldLetBeWhatIsUnknownOrSomebodyElses() {
        assertThat(givenBack(handler.handleRequest(
                        event(message("m-u", id("unknown"), key("a"), 1), message("m-x", "hello", "a", 1)),
                        FakeContext.OF_30_SECONDS)))
                .containsExactly("m-x");
    }
}
