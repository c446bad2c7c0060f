package dev.sallyport.aws.inline;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome.Finished;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the consumer of messages writes into bundles, and what is read from there. */
class ConsumerBundlingIT extends ConsumerITBase {

    @Test
    void shouldWriteOneBundleForABatchBeforeItIsFinished() {
        takeIn("a", "b", "c");
        world.faults.calls();

        assertThat(world.consume()).hasSize(3).hasOnlyElementsOfType(Finished.class);

        assertThat(world.faults.calls()).filteredOn("PutObject"::equals).hasSize(1);
        assertThat(world.objects()).singleElement().asString().startsWith("bundles/keep/");
        List.of("a", "b", "c").forEach(this::assertProcessedOnceAndArchived);
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
