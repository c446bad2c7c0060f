package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.aRecordOf;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LocalStoreIT extends LocalStoreTestBase {

    private static final Duration VISIBILITY = Duration.ofMinutes(1);

    private IntakeOutcome takeIn(String event) {
        return store.intake().takeIn(aRecord(event), anOriginal(event));
    }

    private List<WebhookId> receive() {
        return store.queue().receive(1_000, VISIBILITY).stream()
                .map(Delivery::webhookId)
                .toList();
    }

    private void reopen(LocalStoreOptions options) {
        closeStore();
        store = open(options);
    }

    @Nested
    class Reopening {

        @Test
        void shouldHoldAllThatItHeld() {
            takeIn("a");
            takeIn("b");
            WebhookRecord failed = aRecord("a").failed(aFailure(1), NOON.plusSeconds(5));
            store.webhooks().replaceAll(List.of(failed));

            reopen(options());

            assertThat(store.webhooks().find(id("a"))).isEqualTo(failed);
            assertThat(store.webhooks().find(id("b"))).isEqualTo(aRecord("b"));
            assertThat(store.archive().read(aRecord("b").archiveKey()))
                    .isEqualTo(new ReadOutcome.Found(anOriginal("b")));
            assertThat(takeIn("b")).isEqualTo(new IntakeOutcome.AlreadyKnown(aRecord("b")));
            assertThat(store.counts())
                    .isEqualTo(Map.of(ACME, Map.of(WebhookStatus.FAILED, 1L, WebhookStatus.RECEIVED, 1L)));
        }

        @Test
        void shouldHandOutAgainWhatWasOutInTheSameOrderAndNothingThatWasAcknowledged() {
            Stream.of("a", "b", "c", "d").forEach(LocalStoreIT.this::takeIn);
            List<Delivery> out = store.queue().receive(3, VISIBILITY);
            store.queue().acknowledge(List.of(out.get(1).receipt()));

            reopen(options());

            assertThat(store.queueDepth()).isEqualTo(3);
            assertThat(receive()).containsExactly(id("a"), id("c"), id("d"));
        }

        @Test
        void shouldQueueBehindWhatWasThere() {
            takeIn("a");
            reopen(options());
            takeIn("b");

            assertThat(receive()).containsExactly(id("a"), id("b"));
        }

        @Test
        void shouldKnowWhereARedrivenWebhookStandsInTheQueue() {
            takeIn("a");
            store.queue()
                    .acknowledge(store.queue().receive(1, VISIBILITY).stream()
                            .map(Delivery::receipt)
                            .toList());
            WebhookRecord dead = aRecord("a").dead(aFailure(1), DeathReason.HANDLER_FAILED);
            store.webhooks().replaceAll(List.of(dead));
            store.webhooks().replaceAll(List.of(dead.redriven(NOON)));
            takeIn("b");
            store.queue().enqueue(id("a"), aRecord("a").orderingKey());

            reopen(options());
            store.queue().enqueue(id("a"), aRecord("a").orderingKey());
            takeIn("a");

            assertThat(receive()).containsExactly(id("b"), id("a"));
        }
    }

    @Nested
    class Redriving {

        @Test
        void shouldQueueAgainWhatAWorkerStillHolds() {
            takeIn("a");
            List<Delivery> out = store.queue().receive(1, VISIBILITY);

            store.queue().enqueue(id("a"), aRecord("a").orderingKey());
            store.queue().acknowledge(out.stream().map(Delivery::receipt).toList());

            assertThat(receive()).containsExactly(id("a"));
        }
    }

    @Nested
    class Bounds {

        @Test
        void shouldRefuseNewWebhooksWhenAsManyWaitAsMayAndTakeThemWhenSomeAreDone() {
            reopen(LocalStoreOptions.builder().mostPending(2).build());
            takeIn("a");
            takeIn("b");

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> takeIn("c"))
                    .withMessage("too many webhooks wait to be processed");
            assertThat(store.webhooks().find(id("c"))).isNull();
            assertThat(takeIn("a")).isEqualTo(new IntakeOutcome.AlreadyKnown(aRecord("a")));

            List<Delivery> out = store.queue().receive(1, VISIBILITY);
            store.queue().acknowledge(out.stream().map(Delivery::receipt).toList());
            assertThat(takeIn("c")).isEqualTo(new IntakeOutcome.TakenIn(aRecord("c")));
        }

        @Test
        void shouldRefuseNewWebhooksWhenTheDatabaseIsFullAndTakeThemWhenThereIsRoom() {
            reopen(LocalStoreOptions.builder().largestDatabase(1 << 20).build());
            int accepted = fill();

            assertThat(accepted).isGreaterThan(10);
            for (int i = 0; i < accepted; i++) {
                assertThat(store.archive().read(aRecord("event-" + i).archiveKey()))
                        .isEqualTo(new ReadOutcome.Found(anOriginal("event-" + i, large(i))));
            }
            assertThat(store.webhooks().find(id("event-" + accepted))).isNull();
            assertThat(store.queueDepth()).isEqualTo(accepted);

            Sqlite.execute(database(), "DELETE FROM archive WHERE seq <= 5");

            assertThat(takeIn("later")).isEqualTo(new IntakeOutcome.TakenIn(aRecord("later")));
        }

        private int fill() {
            for (int i = 0; i < 1_000; i++) {
                try {
                    store.intake()
                            .takeIn(
                                    aRecordOf("event-" + i)
                                            .bodySha256(large(i).sha256())
                                            .bodySize(large(i).size())
                                            .build(),
                                    anOriginal("event-" + i, large(i)));
                } catch (PortUnavailableException e) {
                    assertThat(e).hasMessageContaining("SQLITE_FULL");
                    return i;
                }
            }
            throw new AssertionError("the database was never full");
        }

        private static RawPayload large(int event) {
            return StoreFixture.original(event, 20_000, NOON).body();
        }
    }

    @Nested
    class Closing {

        @Test
        void shouldRefuseWhatComesAfterwards() {
            store.close();

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> takeIn("a"))
                    .withMessage("the store is closed");
            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> store.webhooks().find(id("a")))
                    .withMessage("the store is closed");
        }

        @Test
        void shouldLeaveTheDatabaseWhole() {
            takeIn("a");
            store.close();

            assertThat(directory()).isDirectoryNotContaining("glob:**-wal");
            assertThat(Sqlite.query(database(), "PRAGMA integrity_check")).isEqualTo("ok");
        }

        @Test
        void shouldLetItselfBeClosedTwice() {
            store.close();
            store.close();
        }
    }

    @Nested
    class Looking {

        @Test
        void shouldCountByProviderAndStatus() {
            takeIn("a");
            takeIn("b");
            takeIn("b");
            store.webhooks().replaceAll(List.of(aRecord("a").processed(NOON)));

            assertThat(store.counts())
                    .isEqualTo(Map.of(ACME, Map.of(WebhookStatus.RECEIVED, 1L, WebhookStatus.PROCESSED, 1L)));
        }

        @Test
        void shouldNameTheOldestThatIsNotDone() {
            assertThat(store.oldestPending()).isEmpty();
            store.webhooks().create(aRecord("done", NOON.minusSeconds(9)));
            store.webhooks().create(aRecord("failed", NOON.minusSeconds(5)));
            store.webhooks().create(aRecord("new", NOON.minusSeconds(3)));
            store.webhooks()
                    .replaceAll(List.of(
                            aRecord("done", NOON.minusSeconds(9)).processed(NOON),
                            aRecord("failed", NOON.minusSeconds(5)).failed(aFailure(1), NOON)));

            assertThat(store.oldestPending()).isEqualTo(Map.of(ACME, NOON.minusSeconds(5)));
        }

        @Test
        void shouldCountCommits() {
            long before = store.commits();

            takeIn("a");

            assertThat(store.commits()).isEqualTo(before + 1);
        }
    }

    @Nested
    class Files700And600 {

        @Test
        void shouldBeReadableByTheirOwnerOnly() throws Exception {
            takeIn("a");

            try (Stream<Path> files = Files.list(directory())) {
                assertThat(files)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() {
        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> open(options()))
                .withMessageContaining("is in use by process");
    }

    @Test
    void shouldFindWebhooksWhoseBytesLieUnderAKeyOfAnotherForm() {
        WebhookRecord elsewhere = aRecordOf("a")
                .archiveKey(new ArchiveKey("imported/a.bin"))
                .orderingKey(key("entity"))
                .build();

        store.intake().takeIn(elsewhere, anOriginal("a"));

        assertThat(store.archive().read(elsewhere.archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
        assertThat(store.webhooks().find(id("a"))).isEqualTo(elsewhere);
    }

    @Test
    void shouldDescribeTheBytesThatWereArchivedBeforeTheRecord() {
        store.archive().store(aRecord("a").archiveKey(), anOriginal("a"));
        WebhookRecord other = aRecordOf("a")
                .bodySha256(StoreFixture.original(1, 9, NOON).body().sha256())
                .bodySize(9)
                .build();

        IntakeOutcome outcome = store.intake()
                .takeIn(other, anOriginal("a", StoreFixture.original(1, 9, NOON).body()));

        assertThat(outcome).isEqualTo(new IntakeOutcome.TakenIn(aRecord("a")));
        assertThat(store.archive().read(aRecord("a").archiveKey())).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
    }
}
