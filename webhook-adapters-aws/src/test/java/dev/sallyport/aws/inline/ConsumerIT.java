package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Finished;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Later;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.core.repair.RepairRun.Kind;
import dev.sallyport.core.repair.RepairSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What the consumer of messages makes of them, whatever goes wrong before, between and after its calls. */
class ConsumerIT {

    private final InlineWorld world = new InlineWorld();

    private WebhookRecord record(String event) {
        return Objects.requireNonNull(world.store.find(id(event)));
    }

    private void takeIn(String... events) {
        for (String event : events) {
            world.intake.takeIn(aRecord(event), anOriginal(event));
        }
    }

    private void assertProcessedOnceAndArchived(String event) {
        assertThat(record(event).status()).isEqualTo(WebhookStatus.PROCESSED);
        assertThat(world.publisher.published())
                .extracting(PublishedEvent::webhookId)
                .containsOnlyOnce(id(event));
        assertThat(world.archive.read(record(event).archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal(event)));
    }

    @Nested
    class Bundling {

        @Test
        void shouldWriteOneBundleForABatchBeforeItIsFinished() {
            takeIn("a", "b", "c");
            world.faults.calls();

            assertThat(world.consume()).hasSize(3).hasOnlyElementsOfType(Finished.class);

            assertThat(world.faults.calls()).filteredOn("PutObject"::equals).hasSize(1);
            assertThat(world.objects()).singleElement().asString().startsWith("bundles/keep/");
            List.of("a", "b", "c").forEach(ConsumerIT.this::assertProcessedOnceAndArchived);
        }

        @Test
        void shouldReadRecordsOnceForABatch() {
            takeIn("a", "b");
            world.faults.calls();

            world.consume();

            assertThat(world.faults.calls())
                    .containsExactly(
                            "ReceiveMessage",
                            "BatchGetItem",
                            "PutObject",
                            "UpdateItem",
                            "UpdateItem",
                            "DeleteMessageBatch");
        }

        @Test
        void shouldWriteABundleForEachRetentionOfTheProvidersInABatch() {
            world.policies.put(ACME, new ArchivePolicy(Mode.BUNDLED, Duration.ofDays(30), Duration.ofHours(8_750)));
            takeIn("a");

            world.consume();

            assertThat(world.objects()).singleElement().asString().startsWith("bundles/P30D-P365D/");
            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldHandTheHandlerWhatTravelledInTheMessage() {
            List<ReadOutcome> read = new ArrayList<>();
            world.handler = (webhook, payloads) -> read.add(payloads.read());
            takeIn("a");
            world.faults.calls();

            world.consume();

            assertThat(read).containsExactly(new ReadOutcome.Found(anOriginal("a")));
            assertThat(world.faults.calls()).doesNotContain("GetObject");
        }

        @Test
        void shouldSayThatABodyInTheQueueIsOutOfReachForTheMoment() {
            takeIn("a");

            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> world.archive.read(aRecord("a").archiveKey()));
        }

        @Test
        void shouldNoticeADamagedBundle() {
            takeIn("a");
            world.consume();
            String bundle = world.objects().getFirst();
            byte[] bytes = world.bytesOf(bundle);
            bytes[60] ^= 1;
            world.overwrite(bundle, bytes);

            assertThat(world.archive.read(aRecord("a").archiveKey())).isInstanceOf(ReadOutcome.Corrupt.class);
        }

        @Test
        void shouldNoticeABundleThatWasCutOff() {
            takeIn("a");
            world.consume();
            world.overwrite(world.objects().getFirst(), new byte[5]);

            assertThat(world.archive.read(aRecord("a").archiveKey())).isInstanceOf(ReadOutcome.Corrupt.class);
        }

        @Test
        void shouldMissWhatTheBucketDeletedWithItsBundle() {
            takeIn("a");
            world.consume();
            world.s3.deleteObject(
                    request -> request.bucket(world.bucket).key(world.objects().getFirst()));

            assertThat(world.archive.read(aRecord("a").archiveKey())).isEqualTo(new ReadOutcome.Missing());
        }
    }

    @Nested
    class Crashes {

        @Test
        void shouldCarryOnWithAMessageWhoseGateDiedBeforeTheRecord() {
            world.faults.failBefore("PutItem");
            assertThatExceptionOfType(PortException.class).isThrownBy(() -> takeIn("a"));
            world.faults.heal();
            assertThat(world.store.find(id("a"))).isNull();

            world.consume();

            assertProcessedOnceAndArchived("a");
            assertThat(world.intake.takeIn(aRecord("a"), anOriginal("a")))
                    .isEqualTo(new IntakeOutcome.AlreadyKnown(record("a")));
        }

        @Test
        void shouldCarryOnWithAMessageWhoseGateDidNotHearOfIt() {
            world.faults.failAfter("SendMessage");
            assertThatExceptionOfType(PortException.class).isThrownBy(() -> takeIn("a"));
            world.faults.heal();

            takeIn("a");
            world.consume();
            world.consume();

            assertProcessedOnceAndArchived("a");
            assertThat(world.receive()).isEmpty();
        }

        @Test
        void shouldLoseNothingWhenTheConsumerDiesBeforeTheBundle() {
            takeIn("a");
            world.faults.failBefore("PutObject");

            assertThat(world.consume()).hasOnlyElementsOfType(Later.class);
            assertThat(world.publisher.published()).isEmpty();
            world.faults.heal();
            world.consume();

            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldBundleAgainWhenTheConsumerDiesBeforeTheRecordNamesTheBundle() {
            takeIn("a");
            world.faults.failBefore("UpdateItem");

            assertThat(world.consume()).hasOnlyElementsOfType(Later.class);
            world.faults.heal();
            world.consume();

            assertThat(record("a").status()).isEqualTo(WebhookStatus.PROCESSED);
            assertThat(world.archive.read(record("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
            assertThat(world.publisher.published())
                    .as("published again under the same id")
                    .extracting(PublishedEvent::webhookId)
                    .containsOnly(id("a"));
        }

        @Test
        void shouldDropTheMessageWhenTheConsumerDiedBeforeItWasDeleted() {
            takeIn("a");
            List<String> messages = world.receive().stream().map(Message::body).toList();
            world.process(messages);
            world.faults.calls();

            assertThat(world.process(messages)).containsExactly(new Finished());

            assertThat(world.faults.calls()).as("nothing is written again").containsExactly("BatchGetItem");
            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldGiveAllBackWhenRecordsAreOutOfReach() {
            takeIn("a");
            world.faults.failBefore("BatchGetItem");

            assertThat(world.consume()).hasOnlyElementsOfType(Later.class);
            world.faults.heal();
            world.consume();

            assertProcessedOnceAndArchived("a");
        }
    }

    @Nested
    class Repetitions {

        @Test
        void shouldDropTheMessageOfAWebhookThatIsProcessed() {
            takeIn("a");
            world.consume();

            takeIn("a");

            assertThat(world.consume()).containsExactly(new Finished());
            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldProcessOnceWhatCameTwiceBeforeItWasConsumed() {
            takeIn("a", "a");

            assertThat(world.consume()).hasOnlyElementsOfType(Finished.class);

            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldDropAnotherBodyUnderTheSameIdAndKeepTheOneThatIsRecorded() {
            RawPayload other = aBody("other");
            WebhookRecord unrecorded = aRecordOf("a")
                    .bodySha256(other.sha256())
                    .bodySize(other.size())
                    .build();
            world.faults.failBefore("PutItem");
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> world.intake.takeIn(unrecorded, anOriginal("a", other)));
            world.faults.heal();
            takeIn("a");

            world.consume();

            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldHoldBackNothingForAMessageThatCannotBeRead() {
            takeIn("a");
            List<String> messages = new ArrayList<>(List.of("{\"from\":\"someone else\"}"));
            world.receive().forEach(message -> messages.add(message.body()));

            List<EntryOutcome> outcomes = world.process(messages);

            assertThat(outcomes.getFirst()).isInstanceOf(Later.class);
            assertThat(outcomes.getLast()).isEqualTo(new Finished());
            assertProcessedOnceAndArchived("a");
        }
    }

    @Nested
    class Failures {

        @Test
        void shouldArchiveAtTheFirstAttemptAndNotAgainAtTheNext() {
            world.publisher.refuse(id("a"), "refused");
            takeIn("a");
            world.consume();
            assertThat(record("a").status()).isEqualTo(WebhookStatus.FAILED);
            world.clock.advance(Duration.ofHours(1));
            world.publisher.takeAgain(id("a"));

            world.consume();

            assertProcessedOnceAndArchived("a");
            assertThat(world.objects()).hasSize(1);
        }

        @Test
        void shouldLeaveOtherKeysAlone() {
            world.handler = (webhook, payloads) -> {
                if (webhook.id().equals(id("a"))) {
                    throw new HandlerFailedException("no");
                }
            };
            takeIn("a");
            world.intake.takeIn(aRecordOf("b").orderingKey(key("other")).build(), anOriginal("b"));

            world.consume();

            assertThat(record("a").status()).isEqualTo(WebhookStatus.FAILED);
            assertProcessedOnceAndArchived("b");
        }

        @Test
        void shouldRedriveTheDeadFromTheArchive() {
            world.publisher.refuse(id("a"), "refused");
            takeIn("a");
            while (world.store.find(id("a")) instanceof WebhookRecord it && it.status() != WebhookStatus.DEAD) {
                world.consume();
                world.clock.advance(Duration.ofHours(1));
            }
            world.publisher.takeAgain(id("a"));
            assertThat(world.receive()).isEmpty();

            RepairWebhooksUseCase repairing = world.repairing();
            repairing.advance(repairing
                    .start(new StartRepairCommand(
                            Kind.REDRIVE, new RepairSelection.ByIds(List.of(id("a"))), false, 100))
                    .id());
            world.consume();

            assertProcessedOnceAndArchived("a");
        }

        @Test
        void shouldArchiveADeadLettersWebhookWhoseRecordNobodyCreated() {
            world.faults.failBefore("PutItem");
            assertThatExceptionOfType(PortException.class).isThrownBy(() -> takeIn("a"));
            world.faults.heal();

            buryAll();

            assertThat(record("a").status()).isEqualTo(WebhookStatus.DEAD);
            assertThat(world.archive.read(record("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        }

        @Test
        void shouldArchiveTheWebhookOfADeadLetterThatWasMarkedDeadBefore() {
            takeIn("a");
            world.store.replaceAll(List.of(aRecord("a").dead(aFailure(1), DeathReason.PIPELINE_FAILED)));

            world.batches.openDeadLetters(
                    world.receive().stream().map(Message::body).toList());

            assertThat(world.archive.read(aRecord("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        }

        @Test
        void shouldHoldBackAWebhookWhoseMessageIsLostUntilItIsGivenUp() {
            takeIn("a");
            world.receive().forEach(message -> world.queue.acknowledge(List.of(new Receipt(message.receiptHandle()))));
            world.queue.enqueue(id("a"), aRecord("a").orderingKey());

            assertThat(world.consume()).hasOnlyElementsOfType(Later.class);
            assertThat(world.publisher.published()).isEmpty();

            buryAll();
            assertThat(record("a").status()).isEqualTo(WebhookStatus.DEAD);
        }

        /** Does with all messages what a consumer of dead letters does. */
        private void buryAll() {
            Batch batch = world.batches.openDeadLetters(
                    world.receive().stream().map(Message::body).toList());
            List<WebhookId> ids =
                    batch.entries().stream().map(QueuedWebhook::id).toList();
            batch.store()
                    .replaceAll(batch.store().findAll(ids).values().stream()
                            .map(record -> record.dead(aFailure(1), DeathReason.PIPELINE_FAILED))
                            .toList());
        }
    }

    @Nested
    class Sweeping {

        @Test
        void shouldFindAWebhookThatStayedAsItWasAndQueueItBehindItsMessage() {
            takeIn("a");

            assertThat(world.store.stranded(NOON.plusSeconds(1), 10)).containsExactly(aRecord("a"));

            world.queue.enqueue(id("a"), aRecord("a").orderingKey());
            assertThat(world.consume()).hasSize(2).hasOnlyElementsOfType(Finished.class);
            assertProcessedOnceAndArchived("a");
        }
    }
}
