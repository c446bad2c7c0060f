package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import java.util.Objects;

/** A consumer of messages, and what its tests do and look at. */
abstract class ConsumerITBase {

    final InlineWorld world = new InlineWorld();

    final WebhookRecord record(String event) {
        return Objects.requireNonNull(world.store.find(id(event)));
    }

    final void takeIn(String... events) {
        for (String event : events) {
            world.intake.takeIn(aRecord(event), anOriginal(event));
        }
    }

    final void assertProcessedOnceAndArchived(String event) {
        assertThat(record(event).status()).isEqualTo(WebhookStatus.PROCESSED);
        assertThat(world.publisher.published())
                .extracting(PublishedEvent::webhookId)
                .containsOnlyOnce(id(event));
        assertThat(world.archive.read(record(event).archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal(event)));
    }
}
