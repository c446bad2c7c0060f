package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Later;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.repair.RepairRun.Kind;
import dev.sallyport.core.repair.RepairSelection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What the consumer of messages makes of webhooks that fail, die, or are given up. */
class ConsumerFailuresIT extends ConsumerITBase {

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
                .start(new StartRepairCommand(Kind.REDRIVE, new RepairSelection.ByIds(List.of(id("a"))), false, 100))
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
        List<WebhookId> ids = batch.entries().stream().map(QueuedWebhook::id).toList();
        batch.store()
                .replaceAll(batch.store().findAll(ids).values().stream()
                        .map(record -> record.dead(aFailure(1), DeathReason.PIPELINE_FAILED))
                        .toList());
    }
}
