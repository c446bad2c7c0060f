package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import dev.sallyport.local.store.ArchiveVerifier.Step;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveVerifierIT extends ArchiveKeeperTestBase {

    private WebhookRecord bundled;
    private WebhookRecord lying;
    private WebhookRecord dead;

    /** One webhook in a bundle, one in the database, one dead. */
    @BeforeEach
    void fill() {
        bundled = takeInAndProcess("bundled");
        clock.advance(DAY);
        keep(BUNDLED);
        lying = takeInAndProcess("lying");
        dead = takeInAndGiveUp("dead");
        store.queue().receive(10, DAY).forEach(delivery -> store.queue().acknowledge(List.of(delivery.receipt())));
    }

    private List<ArchiveFlaw> verify() {
        return store.archiveVerifier().verify();
    }

    private void execute(String script) {
        Sqlite.execute(database(), script);
    }

    private Path file() throws IOException {
        return directory().resolve(BundleFiles.ROOT).resolve(files().getFirst());
    }

    private static String flip(String column) {
        return column + " = CAST(substr(" + column + ", 1, 3) || 'x' || substr(" + column + ", 5) AS "
                + (column.equals("request") || column.equals("record") ? "TEXT)" : "BLOB)");
    }

    @Test
    void shouldFindNothingWrongWithAWholeArchive() {
        assertThat(verify()).isEmpty();
        assertThat(store.archiveVerifier().total()).isEqualTo(4);
    }

    @Test
    void shouldSayWhatEachStepLookedAt() {
        ArchiveVerifier verifier = store.archiveVerifier();
        Step records = verifier.step(null);
        Step bundle = verifier.step("BUNDLES:0");
        Step letters = verifier.step("LETTERS:");

        assertThat(records).isEqualTo(new Step("BODIES:0", 3, 0, 0, 0, List.of()));
        assertThat(bundle).isEqualTo(new Step("BUNDLES:1", 0, 1, 1, 0, List.of()));
        assertThat(letters).isEqualTo(new Step("FILES:", 0, 0, 0, 1, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":", "RECORDS:x", "records:0"})
    void shouldRefuseWhatNoStepReturned(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.archiveVerifier().step(cursor));
    }

    @Test
    void shouldNotMissWhatHasExpired() throws IOException {
        clock.advance(DAY.multipliedBy(60));
        keep(BUNDLED_FOR_30_DAYS);
        assertThat(files()).isEmpty();
        assertThat(lying()).isEqualTo("0");

        assertThat(verify()).isEmpty();
    }

    @Nested
    class Rows {

        @ParameterizedTest
        @CsvSource({
            "body, the body does not have the SHA-256 that was kept with it",
            "body_sha256, the body does not have the SHA-256 that was kept with it",
            "request, what was kept beside the body does not have the checksum that was kept with it"
        })
        void shouldFindAWrongByteInAnArchivedRequest(String column, String reason) {
            execute("UPDATE archive SET " + flip(column) + " WHERE key = '" + lying.archiveKey() + "'");

            assertThat(verify())
                    .containsExactly(
                            new ArchiveFlaw(Kind.BODY_DAMAGED, lying.id().value(), reason));
        }

        @Test
        void shouldFindARequestWithoutItsRecordAndARecordWithoutItsRequest() {
            execute("UPDATE archive SET key = 'acme/nowhere.json' WHERE key = '" + lying.archiveKey() + "'");

            assertThat(verify())
                    .extracting(ArchiveFlaw::kind, ArchiveFlaw::what)
                    .containsExactly(
                            tuple(Kind.BODY_MISSING, lying.id().value()), tuple(Kind.ORPHAN, "acme/nowhere.json"));
        }

        @Test
        void shouldFindAnArchivedRequestThatNobodyRecorded() {
            store.archive().store(aRecord("nobody").archiveKey(), anOriginal("nobody"));

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.ORPHAN,
                            aRecord("nobody").archiveKey().value(),
                            "no record belongs to what is archived here"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"lying", "bundled"})
        void shouldFindARecordThatDescribesAnotherBody(String event) {
            execute("UPDATE webhooks SET " + flip("body_sha256") + " WHERE provider_event_id = '" + event + "'");

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.RECORD_DAMAGED,
                            (event.equals("lying") ? lying : bundled).id().value(),
                            "the archived body is not the one that the record describes"));
        }

        @Test
        void shouldFindARecordThatCannotBeRead() {
            execute("UPDATE webhooks SET ordering_key = '' WHERE provider_event_id = 'lying'");

            assertThat(verify())
                    .containsExactly(
                            new ArchiveFlaw(Kind.RECORD_DAMAGED, lying.id().value(), "its record cannot be read"));
        }

        @Test
        void shouldFindAWrongByteInADeadLetter() {
            execute("UPDATE dead_letters SET " + flip("record"));

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.DEAD_LETTER_DAMAGED,
                            letterOf(dead).value(),
                            "it does not have the checksum that was kept with it"));
        }

        @Test
        void shouldMissADeadLetter() {
            execute("DELETE FROM dead_letters");

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.DEAD_LETTER_MISSING, dead.id().value(), "it is dead and has no dead letter"));
        }

        @Test
        void shouldMissTheBodyOfAWebhookThatIsYoungerThanWhatHasExpired() {
            execute("INSERT INTO archive_retention (provider, bodies_to) VALUES ('acme', 0)");
            execute("DELETE FROM archive WHERE key = '" + lying.archiveKey() + "'");

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.BODY_MISSING, lying.id().value(), "nothing is archived as " + lying.archiveKey()));
        }
    }

    @Nested
    class Bundles {

        @Test
        void shouldFindEveryWrongByteOfABundle() throws IOException {
            long length = Files.size(file());
            for (long at = 0; at < length; at += 7) {
                flipByte(at);
                assertThat(verify())
                        .as("byte %d", at)
                        .extracting(ArchiveFlaw::kind)
                        .containsExactly(Kind.BUNDLE_DAMAGED);
                flipByte(at);
            }
            assertThat(verify()).isEmpty();
        }

        private void flipByte(long at) throws IOException {
            try (RandomAccessFile bundle = new RandomAccessFile(file().toFile(), "rw")) {
                bundle.seek(at);
                int before = bundle.read();
                bundle.seek(at);
                bundle.write(before ^ 0x10);
            }
        }

        @Test
        void shouldFindABundleThatIsCutOff() throws IOException {
            byte[] whole = Files.readAllBytes(file());
            Files.write(file(), Arrays.copyOf(whole, whole.length - 1));

            assertThat(verify()).extracting(ArchiveFlaw::kind).containsExactly(Kind.BUNDLE_DAMAGED);
        }

        @Test
        void shouldMissABundle() throws IOException {
            String name = files().getFirst();
            Files.delete(file());

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.BUNDLE_MISSING,
                            "archive/bundles/" + name,
                            "the file is not there, with it the bodies of 1 webhooks"));
        }

        @Test
        void shouldFindAFileThatNobodyKnows() throws IOException {
            Files.write(file().resolveSibling("0.bundle"), new byte[1]);

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.UNKNOWN_FILE,
                            "archive/bundles/acme/2026-03-01/0.bundle",
                            "the database does not know this file"));
        }

        @Test
        void shouldFindAWebhookThatItsBundleHoldsElsewhere() {
            execute("UPDATE bundled SET position = 1");

            assertThat(verify())
                    .containsExactly(new ArchiveFlaw(
                            Kind.BODY_MISSING,
                            bundled.archiveKey().value(),
                            "its bundle does not hold it where the database says"));
        }

        @Test
        void shouldFindAWebhookOfABundleThatTheDatabaseForgot() {
            execute("DELETE FROM bundled");

            assertThat(verify()).extracting(ArchiveFlaw::kind).containsExactly(Kind.BODY_MISSING, Kind.RECORD_DAMAGED);
        }

        @Test
        void shouldFindAWrongByteInAnIndexOfTheDatabase() throws IOException {
            closeStore();
            long root = Long.parseLong(
                    Sqlite.query(database(), "SELECT rootpage FROM sqlite_schema WHERE name = 'webhooks_by_state'"));
            try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
                // The last bytes of a page hold the first entry that was made in it.
                file.seek(root * 8_192 - 2);
                int before = file.read();
                file.seek(root * 8_192 - 2);
                file.write(before ^ 1);
            }
            openStore();

            assertThat(verify())
                    .isNotEmpty()
                    .allSatisfy(flaw -> assertThat(flaw.kind()).isEqualTo(Kind.DATABASE_DAMAGED));
        }
    }
}
