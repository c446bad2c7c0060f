package dev.sallyport.core.application;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryOrderPositionStore;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a wave keeps of one key's fate while a part that another key needs is out of reach. */
class WebhookProcessorOutageTest {

    private static final EntryOutcome PAUSED = new EntryOutcome.Later(WebhookProcessor.PAUSE);
    private static final EntryOutcome FINISHED = new EntryOutcome.Finished();

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();

    @Test
    void shouldCountAFailureOfTheHandlerThoughTheBusIsOutOfReach() {
        create("a", "b");
        EventPublisher outOfReach = events -> {
            throw new PortUnavailableException("no bus");
        };
        WebhookHandler handler = (webhook, payloads) -> {
            if (webhook.id().equals(id("a"))) {
                throw new HandlerFailedException("no-such-customer");
            }
        };

        List<EntryOutcome> outcomes =
                process(parts().publisher(outOfReach).handler(handler).build(), "a", "b");

        assertThat(outcomes).containsExactly(new EntryOutcome.Later(Duration.ofSeconds(1)), PAUSED);
        assertThat(store.find(id("a")).failures()).hasSize(1);
        assertThat(store.find(id("a")).notBefore()).isEqualTo(NOON.plusSeconds(1));
        assertThat(store.find(id("b"))).isEqualTo(aRecord("b"));
    }

    @Test
    void shouldBeginNothingFromTheInstantOnThatItIsGiven() {
        create("a", "b");

        assertThat(new WebhookProcessor(parts().build()).process(batch("a", "b"), NOON))
                .containsExactly(PAUSED, PAUSED);
        assertThat(publisher.published()).isEmpty();
        assertThat(new WebhookProcessor(parts().build()).process(batch("a", "b"), NOON.plusNanos(1)))
                .containsExactly(FINISHED, FINISHED);
    }

    @Test
    void shouldCountARefusalThoughPositionsAreOutOfReach() {
        create("a", "b");
        publisher.refuse(id("a"), "too-large");
        OrderPositionStore outOfReach = new OrderPositionStore() {
            @Override
            public Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys) {
                return Map.of();
            }

            @Override
            public void raise(Map<OrderingKey, EventPosition> positions) {
                throw new PortUnavailableException("no positions");
            }
        };

        process(parts().positions(outOfReach).build(), "a", "b");

        assertThat(store.find(id("a")).failures()).hasSize(1);
        assertThat(store.find(id("b")))
                .as("what is published is recorded only after its position is")
                .isEqualTo(aRecord("b"));
    }

    @Test
    void shouldFinishOtherKeysThoughADeadLetterCannotBeStored() {
        create("a", "b");
        store.replaceAll(List.of(aRecord("a").dead(aFailure(1), DeathReason.HANDLER_FAILED)));
        PayloadArchive outOfReach = new ArchiveOutOfReach();

        List<EntryOutcome> outcomes = process(parts().archive(outOfReach).build(), "a", "b");

        assertThat(outcomes).containsExactly(PAUSED, FINISHED);
        assertThat(store.find(id("b")).status()).isEqualTo(WebhookStatus.PROCESSED);
    }

    @Test
    void shouldFinishOtherKeysThoughAHandlerCannotReadItsBytes() {
        create("a", "b");
        WebhookHandler handler = (webhook, payloads) -> {
            if (webhook.id().equals(id("a"))) {
                payloads.read();
            }
        };

        List<EntryOutcome> outcomes = process(
                parts().archive(new ArchiveOutOfReach()).handler(handler).build(), "a", "b");

        assertThat(outcomes).containsExactly(PAUSED, FINISHED);
        assertThat(store.find(id("a"))).as("no attempt is used up").isEqualTo(aRecord("a"));
        assertThat(store.find(id("b")).status()).isEqualTo(WebhookStatus.PROCESSED);
    }

    private InboundParts.Builder parts() {
        RetryPolicy retry =
                RetryPolicy.builder().attempts(3).jitter(Jitter.none()).build();
        SignatureVerifier verifier = SignatureVerifier.of(
                SchemeCatalogue.builtIn().find("generic"), List.of(SigningSecret.of("of the test")));
        Provider acme =
                Provider.of(ACME, verifier, OrderingPolicy.byProvider(), retry).withLateEvents(LateEvents.MARK_STALE);
        return InboundParts.builder()
                .providers(Providers.of(List.of(acme)))
                .store(store)
                .archive(archive)
                .queue(new InMemoryProcessingQueue(clock))
                .publisher(publisher)
                .repairRuns(new InMemoryRepairRunStore())
                .positions(new InMemoryOrderPositionStore())
                .clock(clock)
                .random(() -> new Random(1));
    }

    private static List<EntryOutcome> process(InboundParts parts, String... events) {
        return new WebhookProcessor(parts).process(batch(events));
    }

    private static List<QueuedWebhook> batch(String... events) {
        return Stream.of(events)
                .map(event -> new QueuedWebhook(id(event), key(event)))
                .toList();
    }

    private void create(String... events) {
        for (String event : events) {
            store.create(aRecord(event));
            archive.store(aRecord(event).archiveKey(), anOriginal(event));
        }
    }

    /** Each event has a key of its own, and a position. */
    private static WebhookRecord aRecord(String event) {
        return aRecordOf(event).orderingKey(key(event)).position(1L).build();
    }

    private static final class ArchiveOutOfReach implements PayloadArchive {

        @Override
        public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
            throw new PortUnavailableException("no archive");
        }

        @Override
        public ReadOutcome read(ArchiveKey key) {
            throw new PortUnavailableException("no archive");
        }

        @Override
        public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
            throw new PortUnavailableException("no archive");
        }
    }
}
