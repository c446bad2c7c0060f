package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookIntakeContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class InlineIntakeIT implements WebhookIntakeContract {

    private static final String QUEUED_ANYWAY =
            "the message goes before the record is looked at; the consumer drops it, as ConsumerIT shows";

    private final InlineWorld world = new InlineWorld();

    @Override
    public WebhookIntake intake() {
        return world.intake;
    }

    @Override
    public WebhookStore store() {
        return world.store;
    }

    @Override
    public PayloadArchive archive() {
        return world.archive;
    }

    @Override
    public ProcessingQueue queue() {
        return world.queue;
    }

    /** Writes the bundles as the consumer does, and says where bodies lie without processing anything. */
    @Override
    public void archiveWhatIsQueued() {
        List<Message> messages = world.receive();
        Batch batch = world.batches.open(messages.stream().map(Message::body).toList());
        world.store.noteAddresses(batch.addresses());
        world.queue.release(
                messages.stream()
                        .map(message -> new Receipt(message.receiptHandle()))
                        .toList(),
                Duration.ZERO);
    }

    @Test
    @Disabled(QUEUED_ANYWAY)
    @Override
    public void shouldNotQueueAWebhookThatIsProcessed() {
        WebhookIntakeContract.super.shouldNotQueueAWebhookThatIsProcessed();
    }

    @Test
    @Disabled(QUEUED_ANYWAY)
    @Override
    public void shouldNotQueueAWebhookThatIsDead() {
        WebhookIntakeContract.super.shouldNotQueueAWebhookThatIsDead();
    }

    @Nested
    class Calls {

        @Test
        void shouldMakeTwoCallsForAWebhookOnceItsProviderIsKnown() {
            world.intake.takeIn(aRecord("first"), anOriginal("first"));
            world.faults.calls();

            world.intake.takeIn(aRecord("a"), anOriginal("a"));

            assertThat(world.faults.calls()).containsExactly("SendMessage", "PutItem");
        }

        @Test
        void shouldMakeTwoCallsForAWebhookThatComesAgain() {
            world.intake.takeIn(aRecord("a"), anOriginal("a"));
            world.faults.calls();

            world.intake.takeIn(aRecord("a"), anOriginal("a"));

            assertThat(world.faults.calls()).containsExactly("SendMessage", "PutItem");
        }

        @Test
        void shouldSayThatAWebhookIsNewWhoseRecordTheConsumerCreatedFirst() {
            world.faults.afterNext("SendMessage", world::consume);

            assertThat(world.intake.takeIn(aRecord("a"), anOriginal("a")))
                    .isEqualTo(new IntakeOutcome.TakenIn(aRecord("a")));

            assertThat(world.publisher.published()).hasSize(1);
        }

        @Test
        void shouldArchiveALargeBodyAsAnObjectOfItsOwn() {
            byte[] noise = new byte[80_000];
            new Random(1).nextBytes(noise);
            RawPayload large = RawPayload.adopt(noise);
            WebhookRecord record = aRecordOf("a")
                    .bodySha256(large.sha256())
                    .bodySize(large.size())
                    .build();

            assertThat(world.intake.takeIn(record, anOriginal("a", large)))
                    .isEqualTo(new IntakeOutcome.TakenIn(record));

            assertThat(world.objects()).containsExactly(record.archiveKey().value());
            assertThat(world.archive.read(record.archiveKey()))
                    .isEqualTo(new ReadOutcome.Found(anOriginal("a", large)));
            world.consume();
            assertThat(world.publisher.published()).hasSize(1);
            assertThat(world.objects()).containsExactly(record.archiveKey().value());
        }
    }

    @Nested
    class Addresses {

        @Test
        void shouldKeepTheAddressThroughAllChangesOfTheRecord() {
            BundleAddress address = new BundleAddress("bundles/keep/x.spb", new BundlePlace(12, 340, 5));
            Map<WebhookId, BundleAddress> addresses =
                    new HashMap<>(Map.of(aRecord("a").id(), address));
            WebhookRecord requeued = aRecord("a").requeued(aRecord("a").receivedAt());
            world.store.create(aRecord("a"), "one");

            world.store.replaceAll(List.of(requeued), addresses);
            world.store.replaceAll(List.of(requeued.processed(aRecord("a").receivedAt())));

            assertThat(world.store.findKept(aRecord("a").id())).satisfies(kept -> {
                assertThat(kept.address()).isEqualTo(address);
                assertThat(kept.arrival()).isEqualTo("one");
            });
        }
    }
}
