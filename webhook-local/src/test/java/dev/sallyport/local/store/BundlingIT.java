package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BundlingIT extends ArchiveKeeperTestBase {

    @Nested
    class Sealing {

        @Test
        void shouldWaitForMoreUntilTheBundleIsOldEnough() throws IOException {
            WebhookRecord a = takeIn("a");
            clock.advance(Duration.ofSeconds(59));
            ArchiveKeeper keeper = keeper(BUNDLED);
            keepOn(keeper);
            WebhookRecord b = takeIn("b");
            keepOn(keeper);
            assertThat(files()).isEmpty();

            clock.advance(Duration.ofSeconds(1));
            keepOn(keeper);

            assertThat(files()).singleElement().asString().matches("acme/2026-03-01/[0-9a-f]{32}\\.bundle");
            assertThat(lying()).isEqualTo("0");
            assertThatItReads("a", a);
            assertThatItReads("b", b);
            assertThat(told).containsExactly("acme bundled 2");
        }

        @Test
        void shouldSealAFullBundleAtOnce() throws IOException {
            List<ArchivedWebhook> originals = new ArrayList<>();
            for (int event = 0; event < 3; event++) {
                ArchivedWebhook original = StoreFixture.original(event, 2 << 20, StoreFixture.NOON);
                originals.add(original);
                store.intake()
                        .takeIn(
                                StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME)),
                                original);
            }

            keep(BUNDLED);

            assertThat(files()).hasSize(1);
            assertThat(lying()).isEqualTo("1");
            for (ArchivedWebhook original : originals) {
                WebhookRecord record = StoreFixture.record(original, 0, OrderingKey.ofProvider(StoreFixture.ACME));
                assertThat(read(record)).isEqualTo(new ReadOutcome.Found(original));
            }
        }

        @Test
        void shouldBeginABundleForEachDay() throws IOException {
            takeIn("a");
            clock.advance(DAY);
            takeIn("b");
            clock.advance(DAY);

            keep(BUNDLED);

            assertThat(files()).hasSize(2);
            assertThat(files().getFirst()).startsWith("acme/2026-03-01/");
            assertThat(files().getLast()).startsWith("acme/2026-03-02/");
        }

        @Test
        void shouldKnowBundledWebhooksAfterARestart() {
            WebhookRecord a = takeIn("a");
            clock.advance(DAY);
            keep(BUNDLED);

            reopen();

            assertThatItReads("a", a);
            assertThat(store.intake().takeIn(a, original("a", a.receivedAt())))
                    .isEqualTo(new IntakeOutcome.AlreadyKnown(a));
            assertThat(store.archive().store(a.archiveKey(), anOriginal("a")))
                    .isEqualTo(new ArchiveOutcome.AlreadyStored(a.bodySha256(), a.bodySize()));
        }

        @Test
        void shouldGoOnAfterARestart() throws IOException {
            takeIn("a");
            clock.advance(DAY);
            keep(BUNDLED);
            reopen();
            WebhookRecord b = takeIn("b");
            clock.advance(DAY);

            keep(BUNDLED);

            assertThat(files()).hasSize(2);
            assertThatItReads("b", b);
        }

        @Test
        void shouldLeaveOtherProvidersAlone() throws IOException {
            takeIn("a");
            clock.advance(DAY);

            keepOn(store.archiveKeeper(Map.of(new ProviderId("other"), BUNDLED)));

            assertThat(files()).isEmpty();
        }
    }

    @Nested
    class Transition {

        private final ArchivePolicy after30Days = new ArchivePolicy(Mode.ON_RECEIPT, DAY.multipliedBy(30), null);

        @Test
        void shouldBundleWhatHasReachedTheAge() throws IOException {
            WebhookRecord a = takeIn("a");
            clock.advance(DAY);
            WebhookRecord b = takeIn("b");
            clock.advance(
                    DAY.multipliedBy(29).plus(ArchivePolicy.USUAL_SEAL_AFTER).minusNanos(1));
            keep(after30Days);
            assertThat(files()).isEmpty();

            clock.advance(Duration.ofNanos(1));
            keep(after30Days);

            assertThat(files()).hasSize(1);
            assertThat(lying()).isEqualTo("1");
            assertThatItReads("a", a);
            assertThatItReads("b", b);
        }

        @Test
        void shouldNeverBundleWithoutOne() throws IOException {
            takeIn("a");
            clock.advance(DAY.multipliedBy(10_000));

            keep(ArchivePolicy.onReceipt());

            assertThat(files()).isEmpty();
        }

        @Test
        void shouldNotWaitForWhatSeemsToComeFromTheFuture() throws IOException {
            clock.advance(DAY.multipliedBy(365));
            takeIn("ahead");
            clock.advance(DAY.multipliedBy(-365));
            WebhookRecord a = takeIn("a");
            clock.advance(DAY.multipliedBy(31));

            keep(after30Days);

            assertThat(files()).hasSize(2);
            assertThatItReads("a", a);
        }
    }

    @Nested
    class Failing {

        private Path way() {
            return directory().resolve(BundleFiles.ROOT);
        }

        @Test
        void shouldLeaveEverythingWhereItWasAndTryAgainWhenAFileCannotBeWritten() throws IOException {
            WebhookRecord a = takeIn("a");
            clock.advance(DAY);
            Files.createDirectories(way());
            Path obstacle = Files.createFile(way().resolve("acme"));
            ArchiveKeeper keeper = keeper(BUNDLED);

            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> keepOn(keeper));
                assertThatItReads("a", a);
            }
            Files.delete(obstacle);
            keepOn(keeper);

            assertThat(files()).hasSize(1);
            assertThatItReads("a", a);
            assertThat(Sqlite.query(database(), "SELECT count(*) || min(state) FROM bundles"))
                    .isEqualTo("11");
        }

        @Test
        void shouldLeaveDamagedBodiesWhereTheyAre() throws IOException {
            WebhookRecord a = takeIn("a");
            WebhookRecord b = takeIn("b");
            Sqlite.execute(
                    database(),
                    "UPDATE archive SET body = CAST('x' || substr(body, 2) AS BLOB) WHERE key = '" + a.archiveKey()
                            + "'");
            clock.advance(DAY);

            keep(BUNDLED);

            assertThat(lying()).isEqualTo("1");
            assertThat(read(a))
                    .isEqualTo(new ReadOutcome.Corrupt("the body does not have the SHA-256 that was kept with it"));
            assertThatItReads("b", b);
        }

        @Test
        void shouldSayThatABundleIsMissingOrCut() throws IOException {
            WebhookRecord a = takeIn("a");
            clock.advance(DAY);
            keep(BUNDLED);
            Path file = way().resolve(files().getFirst());
            byte[] whole = Files.readAllBytes(file);

            Files.write(file, Arrays.copyOf(whole, 20));
            assertThat(read(a))
                    .isEqualTo(new ReadOutcome.Corrupt("the bundle that holds it is damaged: a part of it is cut off"));
            Files.delete(file);
            assertThat(read(a)).isEqualTo(new ReadOutcome.Corrupt("the bundle that holds it is missing"));
            Files.write(file, whole);
            assertThatItReads("a", a);
        }
    }

    /** What a crash leaves at each moment while a bundle is written or removed. */
    @Nested
    class Crashing {

        private static final String NAME = "acme/2026-03-01/0123456789abcdef0123456789abcdef.bundle";

        private void announce(int state) {
            Sqlite.execute(
                    database(),
                    "INSERT INTO bundles (state, provider, name, sha256, size, webhooks, last_received_at) VALUES ("
                            + state + ", 'acme', '" + NAME + "', zeroblob(32), 100, 1, 0)");
        }

        private void write(byte[] bytes) throws IOException {
            Path file = directory().resolve(BundleFiles.ROOT).resolve(NAME);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }

        private void assertThatItGoesOn(WebhookRecord a) throws IOException {
            reopen();
            clock.advance(DAY);
            keep(BUNDLED);

            assertThatItReads("a", a);
            assertThat(files()).hasSize(1).doesNotContain(NAME);
            assertThat(Sqlite.query(database(), "SELECT count(*) || min(state) FROM bundles"))
                    .isEqualTo("11");
        }

        @Test
        void shouldGoOnAfterABundleWasAnnounced() throws IOException {
            WebhookRecord a = takeIn("a");
            announce(0);

            assertThatItGoesOn(a);
        }

        @Test
        void shouldGoOnAfterAPartOfABundleWasWritten() throws IOException {
            WebhookRecord a = takeIn("a");
            announce(0);
            write(new byte[10]);

            assertThatItGoesOn(a);
        }

        @Test
        void shouldGoOnAfterABundleWasToBeRemoved() throws IOException {
            WebhookRecord a = takeIn("a");
            announce(2);
            write(new byte[10]);

            assertThatItGoesOn(a);
        }

        @Test
        void shouldGoOnAfterABundleWasRemoved() throws IOException {
            WebhookRecord a = takeIn("a");
            announce(2);

            assertThatItGoesOn(a);
        }
    }

    @Test
    void shouldMakeRoomInAFullDatabase() {
        closeStore();
        store = open(LocalStoreOptions.builder().largestDatabase(1 << 20).build());
        int taken = 0;
        try {
            for (; taken < 1_000; taken++) {
                takeInLarge(taken);
            }
        } catch (PortUnavailableException e) {
            clock.advance(DAY);
        }
        assertThat(taken).isPositive().isLessThan(1_000);

        keep(BUNDLED);

        assertThat(lying()).isEqualTo("0");
        takeInLarge(taken);
        assertThat(store.archiveVerifier().verify()).isEmpty();
    }

    private void takeInLarge(int event) {
        ArchivedWebhook original = StoreFixture.original(event, 20_000, clock.instant());
        store.intake()
                .takeIn(StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME)), original);
    }

    @Test
    void shouldBundleWhatHasNoRecord() throws IOException {
        store.archive().store(aRecord("a").archiveKey(), anOriginal("a"));
        clock.advance(DAY);

        keep(BUNDLED);

        assertThat(files()).hasSize(1);
        assertThat(read(aRecord("a"))).isEqualTo(new ReadOutcome.Found(anOriginal("a")));
    }
}
