package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookIntake} does, seen through the three parts that it fills. */
public interface WebhookIntakeContract {

    /** Returns the intake under test: nothing is kept at the beginning of a test. */
    WebhookIntake intake();

    /** Returns the store in which the intake records. */
    WebhookStore store();

    /** Returns the archive in which the intake keeps bytes. */
    PayloadArchive archive();

    /** Returns the queue into which the intake puts webhooks. */
    ProcessingQueue queue();

    /**
     * Lets the archive hold what is queued, where bytes travel in the queue's entries until then; what is queued stays.
     * Nothing to do, by default.
     */
    default void archiveWhatIsQueued() {}

    @Test
    default void shouldArchiveRecordAndQueueANewWebhook() {
        assertThat(intake().takeIn(aRecord("a"), anOriginal("a"))).isEqualTo(new IntakeOutcome.TakenIn(aRecord("a")));

        assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
        archiveWhatIsQueued();
        assertThat(archive().read(aRecord("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        assertThat(drain()).extracting(Delivery::webhookId).containsExactly(id("a"));
    }

    @Test
    default void shouldQueueUnderTheKeyOfTheRecord() {
        intake().takeIn(aRecordOf("a").orderingKey(key("entity")).build(), anOriginal("a"));

        assertThat(drain()).extracting(Delivery::key).containsExactly(key("entity"));
    }

    @Test
    default void shouldKnowAWebhookThatComesAgain() {
        WebhookRecord again = aRecordOf("a", NOON.plusSeconds(5))
                .eventType(new EventType("other"))
                .build();
        intake().takeIn(aRecord("a"), anOriginal("a"));

        assertThat(intake().takeIn(again, anOriginal("a"))).isEqualTo(new IntakeOutcome.AlreadyKnown(aRecord("a")));
        assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
    }

    @Test
    default void shouldKeepTheFirstBodyWhenAnotherComesUnderTheSameId() {
        intake().takeIn(aRecord("a"), anOriginal("a"));

        intake().takeIn(aRecordOf("a").bodySize(1).build(), anOriginal("a", aBody("other")));

        archiveWhatIsQueued();
        assertThat(archive().read(aRecord("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        assertThat(store().find(id("a"))).isEqualTo(aRecord("a"));
    }

    @Test
    default void shouldMakeSureThatAKnownWebhookIsQueuedWhileItIsNotTerminal() {
        store().create(aRecord("a"));

        assertThat(intake().takeIn(aRecord("a"), anOriginal("a")))
                .isEqualTo(new IntakeOutcome.AlreadyKnown(aRecord("a")));

        assertThat(drain()).extracting(Delivery::webhookId).containsExactly(id("a"));
    }

    @Test
    default void shouldMakeSureThatAFailedWebhookIsQueued() {
        WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON.plusSeconds(60));
        store().create(aRecord("a"));
        store().replaceAll(List.of(failed));

        assertThat(intake().takeIn(aRecord("a"), anOriginal("a"))).isEqualTo(new IntakeOutcome.AlreadyKnown(failed));

        assertThat(drain()).extracting(Delivery::webhookId).containsExactly(id("a"));
    }

    @Test
    default void shouldNotQueueAWebhookThatIsProcessed() {
        WebhookRecord processed = aRecord("a").processed(NOON.plusSeconds(1));
        intake().takeIn(aRecord("a"), anOriginal("a"));
        drain();
        store().replaceAll(List.of(processed));

        assertThat(intake().takeIn(aRecord("a"), anOriginal("a"))).isEqualTo(new IntakeOutcome.AlreadyKnown(processed));
        assertThat(drain()).isEmpty();
    }

    @Test
    default void shouldNotQueueAWebhookThatIsDead() {
        WebhookRecord dead = aRecord("a").dead(aFailure(1), DeathReason.PIPELINE_FAILED);
        intake().takeIn(aRecord("a"), anOriginal("a"));
        drain();
        store().replaceAll(List.of(dead));

        assertThat(intake().takeIn(aRecord("a"), anOriginal("a"))).isEqualTo(new IntakeOutcome.AlreadyKnown(dead));
        assertThat(drain()).isEmpty();
    }

    @Test
    default void shouldQueueWebhooksOfAKeyInTheOrderOfCalls() {
        List<WebhookId> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            intake().takeIn(aRecord("event-" + i), anOriginal("event-" + i));
            expected.add(id("event-" + i));
        }

        assertThat(drain()).extracting(Delivery::webhookId).containsExactlyElementsOf(expected);
    }

    @Test
    default void shouldTakeConcurrentWebhooksInOnceEach() {
        List<IntakeOutcome> outcomes = Together.run(40, i -> {
            String event = "event-" + i;
            OrderingKey key = i % 2 == 0 ? KEY : key("other");
            return intake().takeIn(aRecordOf(event).orderingKey(key).build(), anOriginal(event));
        });

        assertThat(outcomes).hasSize(40).hasOnlyElementsOfType(IntakeOutcome.TakenIn.class);
        assertThat(drain())
                .extracting(Delivery::webhookId)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> id("event-" + i)).toList());
    }

    @Test
    default void shouldTakeInOneOfManyConcurrentArrivalsOfAnEvent() {
        // As many as one receiving hands out: where each arrival is a message, all are looked at together.
        List<ArchivedWebhook> rivals = IntStream.range(0, 10)
                .mapToObj(i -> anOriginal("a", aBody("rival-" + i)))
                .toList();

        List<IntakeOutcome> outcomes = Together.run(
                rivals.size(),
                i -> intake().takeIn(
                                aRecordOf("a")
                                        .bodySha256(rivals.get(i).body().sha256())
                                        .bodySize(rivals.get(i).body().size())
                                        .build(),
                                rivals.get(i)));

        assertThat(outcomes).filteredOn(IntakeOutcome.TakenIn.class::isInstance).hasSize(1);
        WebhookRecord kept = Objects.requireNonNull(store().find(id("a")));
        assertThat(outcomes).extracting(IntakeOutcome::record).containsOnly(kept);
        archiveWhatIsQueued();
        assertThat(archive().read(aRecord("a").archiveKey()))
                .isInstanceOfSatisfying(
                        ReadOutcome.Found.class,
                        found -> assertThat(found.webhook().body().sha256())
                                .as("the record describes the body that is kept")
                                .isEqualTo(kept.bodySha256()));
        assertThat(drain()).isNotEmpty().extracting(Delivery::webhookId).containsOnly(id("a"));
    }

    private List<Delivery> drain() {
        List<Delivery> all = new ArrayList<>();
        Duration visibility = Duration.ofMinutes(1);
        for (List<Delivery> part = queue().receive(100, visibility);
                !part.isEmpty();
                part = queue().receive(100, visibility)) {
            all.addAll(part);
            queue().acknowledge(part.stream().map(Delivery::receipt).toList());
        }
        return all;
    }
}
