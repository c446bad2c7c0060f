package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Finished;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Later;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What the consumer of messages makes of them, whatever goes wrong before, between and after its calls. */
class ConsumerIT extends ConsumerITBase {

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
