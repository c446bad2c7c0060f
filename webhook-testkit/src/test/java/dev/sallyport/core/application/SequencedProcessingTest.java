package dev.sallyport.core.application;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Webhooks that their provider numbers, and that arrive in another order. */
class SequencedProcessingTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(clock);
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final InMemoryOrderPositionStore positions = new InMemoryOrderPositionStore();
    private final Set<String> failing = new HashSet<>();
    private final Inbound inbound = Inbound.of(InboundParts.builder()
            .providers(Providers.of(List.of(Provider.of(
                            ACME,
                            SignatureVerifier.of(
                                    Objects.requireNonNull(
                                            SchemeCatalogue.builtIn().find("generic")),
                                    List.of(SigningSecret.of("secret"))),
                            OrderingPolicy.byProvider(),
                            RetryPolicy.builder().attempts(1).build())
                    .inSequence(new SequenceGate(LONGEST_WAIT, 3)))))
            .store(store)
            .archive(archive)
            .queue(queue)
            .publisher(publisher)
            .positions(positions)
            .repairRuns(new InMemoryRepairRunStore())
            .handler((webhook, payloads) -> {
                if (failing.contains(webhook.providerEventId())) {
                    throw new HandlerFailedException("no-such-customer");
                }
            })
            .clock(clock)
            .random(() -> new Random(1))
            .build());

    private static String event(long number) {
        return "evt-" + number;
    }

    private void arrive(long... numbers) {
        for (long number : numbers) {
            WebhookRecord record =
                    aRecordOf(event(number), clock.instant()).position(number).build();
            archive.store(record.archiveKey(), anOriginal(event(number)));
            store.create(record);
            queue.enqueue(record.id(), KEY);
        }
    }

    /** Works until nothing can be done before time passes. */
    private void work() {
        inbound.working().workOnce(100);
    }

    private void pass(Duration time) {
        clock.advance(time);
        work();
    }

    private List<String> published() {
        return publisher.published().stream()
                .map(event -> store.find(event.webhookId()).providerEventId().substring(4)
                        + (event.orderMark() == OrderMark.IN_ORDER
                                ? ""
                                : " " + event.orderMark().code()))
                .toList();
    }

    @Test
    void shouldPublishWhatArrivedTogetherInTheOrderOfItsNumbers() {
        arrive(3, 1, 2);

        work();

        assertThat(published()).containsExactly("1", "2", "3");
    }

    @Test
    void shouldWaitForALowerNumberAndPublishItFirst() {
        arrive(1);
        work();
        arrive(3);
        work();
        assertThat(published()).containsExactly("1");

        arrive(2);
        pass(WebhookProcessor.LOOK_FOR_LOWER);

        assertThat(published()).containsExactly("1", "2", "3");
        assertThat(queue.receive(10, LONGEST_WAIT)).isEmpty();
    }

    @Test
    void shouldWaitNoLongerThanItsBoundAndNameTheGap() {
        arrive(1);
        work();
        arrive(3);
        work();

        pass(LONGEST_WAIT.minusSeconds(1));
        assertThat(published()).containsExactly("1");
        pass(Duration.ofSeconds(1));

        assertThat(published()).containsExactly("1", "3 after-gap");
        assertThat(store.find(id(event(3))).status()).isEqualTo(WebhookStatus.PROCESSED);
        assertThat(store.find(id(event(3))).orderMark()).isEqualTo(OrderMark.AFTER_GAP);
    }

    @Test
    void shouldDivertWhatArrivesAfterItsTurn() {
        arrive(1);
        work();
        arrive(3);
        pass(LONGEST_WAIT);
        arrive(2);

        pass(WebhookProcessor.LOOK_FOR_LOWER);

        assertThat(published()).containsExactly("1", "3 after-gap", "2 stale");
        assertThat(publisher.published().getLast().detailType()).isEqualTo("Webhook Stale");
        assertThat(store.find(id(event(2))).status()).isEqualTo(WebhookStatus.PROCESSED);
    }

    @Test
    void shouldHoldNoMoreThanItMay() {
        arrive(1);
        work();

        arrive(6, 5, 4, 3);
        work();

        assertThat(published()).containsExactly("1", "3 after-gap", "4", "5", "6");
    }

    @Test
    void shouldNotWaitForWhatDied() {
        failing.add(event(2));
        arrive(1);
        work();
        arrive(3, 2);

        work();

        assertThat(store.find(id(event(2))).status()).isEqualTo(WebhookStatus.DEAD);
        assertThat(published()).containsExactly("1", "3");
    }

    @Test
    void shouldMeasureTheWaitFromArrivalWhateverIsForgotten() {
        arrive(1);
        work();
        arrive(3);
        // Nobody worked for longer than the bound, as after a crash.
        clock.advance(LONGEST_WAIT);

        work();

        assertThat(published()).containsExactly("1", "3 after-gap");
        assertThat(NOON.plus(LONGEST_WAIT)).isEqualTo(clock.instant());
    }
}
