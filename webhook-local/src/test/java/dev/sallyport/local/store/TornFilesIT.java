package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens what a power cut or a failing disk may leave. */
class TornFilesIT extends LocalStoreTestBase {

    private static final int WEBHOOKS = 40;
    private static final int BODY_BYTES = 3_000;

    private static ArchivedWebhook original(int event) {
        return StoreFixture.original(event, BODY_BYTES, StoreFixture.NOON);
    }

    private void takeIn(int event) {
        ArchivedWebhook original = original(event);
        store.intake()
                .takeIn(StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME)), original);
    }

    private Path log(Path directory) {
        return directory.resolve(LocalStore.DATABASE + "-wal");
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(temporary.resolve(name));
        Files.copy(database(), copy.resolve(LocalStore.DATABASE));
        Files.copy(log(directory()), log(copy));
        return copy;
    }

    private LocalStore openCopy(Path copy) {
        return LocalStore.open(copy, clock, options());
    }

    @Nested
    class Log {

        /** The length of the log after each webhook. */
        private final List<Long> lengths = new ArrayList<>();

        /** Takes webhooks in, one transaction each, while a reader keeps the log from being moved. */
        private void fill() throws Exception {
            try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database());
                    Statement statement = reader.createStatement()) {
                statement.execute("BEGIN");
                statement.executeQuery("SELECT count(*) FROM webhooks").close();
                for (int event = 0; event < WEBHOOKS; event++) {
                    takeIn(event);
                    lengths.add(Files.size(log(directory())));
                }
                copy("whole");
            }
        }

        private int durableBefore(long length) {
            return (int) lengths.stream().filter(end -> end <= length).count();
        }

        private void assertThatItHoldsTheFirst(int webhooks, Path copy) {
            try (LocalStore torn = openCopy(copy)) {
                for (int event = 0; event < WEBHOOKS; event++) {
                    ArchivedWebhook original = original(event);
                    ReadOutcome archived = torn.archive()
                            .read(StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME))
                                    .archiveKey());
                    if (event < webhooks) {
                        assertThat(torn.webhooks().find(original.id())).isNotNull();
                        assertThat(archived).isEqualTo(new ReadOutcome.Found(original));
                    } else {
                        assertThat(torn.webhooks().find(original.id())).isNull();
                        assertThat(archived).isEqualTo(new ReadOutcome.Missing());
                    }
                }
                assertThat(torn.queueDepth()).isEqualTo(webhooks);
            }
            assertThat(Sqlite.query(copy.resolve(LocalStore.DATABASE), "PRAGMA integrity_check"))
                    .isEqualTo("ok");
        }

        @Test
        void shouldHoldWhatWasDurableBeforeTheLogWasCut() throws Exception {
            fill();
            Random random = new Random(4);
            long last = lengths.getLast();
            List<Long> cuts = new ArrayList<>(List.of(last, last - 1, lengths.get(WEBHOOKS - 2), 33L));
            for (int i = 0; i < 8; i++) {
                cuts.add(lengths.getFirst() + random.nextLong(last - lengths.getFirst()));
            }

            for (long cut : cuts) {
                Path copy = copyOfWhole("cut-" + cut);
                try (RandomAccessFile log = new RandomAccessFile(log(copy).toFile(), "rw")) {
                    log.setLength(cut);
                }
                assertThatItHoldsTheFirst(durableBefore(cut), copy);
            }
        }

        @Test
        void shouldHoldWhatWasDurableBeforeTheFirstByteThatIsWrong() throws Exception {
            fill();
            Random random = new Random(5);
            long last = lengths.getLast();

            for (int i = 0; i < 8; i++) {
                long wrong = lengths.getFirst() + random.nextLong(last - lengths.getFirst());
                Path copy = copyOfWhole("wrong-" + wrong);
                try (RandomAccessFile log = new RandomAccessFile(log(copy).toFile(), "rw")) {
                    log.seek(wrong);
                    int before = log.read();
                    log.seek(wrong);
                    log.write(before ^ 0x55);
                }
                assertThatItHoldsTheFirst(durableBefore(wrong), copy);
            }
        }

        @Test
        void shouldHoldEverythingWhenTheLogEndsInNonsense() throws Exception {
            fill();
            Path copy = copyOfWhole("nonsense");
            byte[] nonsense = new byte[50_000];
            new Random(6).nextBytes(nonsense);
            Files.write(log(copy), nonsense, java.nio.file.StandardOpenOption.APPEND);

            assertThatItHoldsTheFirst(WEBHOOKS, copy);
        }

        private Path copyOfWhole(String name) throws IOException {
            Path whole = temporary.resolve("whole");
            Path copy = Files.createDirectory(temporary.resolve(name));
            Files.copy(whole.resolve(LocalStore.DATABASE), copy.resolve(LocalStore.DATABASE));
            Files.copy(log(whole), log(copy));
            return copy;
        }
    }

    @Nested
    class Database {

        @ParameterizedTest
        @ValueSource(strings = {"first page", "everything but the first page", "second half"})
        void shouldRefuseADamagedDatabaseInOneLine(String what) throws IOException {
            for (int event = 0; event < WEBHOOKS; event++) {
                takeIn(event);
            }
            closeStore();
            damage(what);

            assertThatExceptionOfType(DataDirectoryException.class)
                    .isThrownBy(() -> open(options()))
                    .withMessageStartingWith("database " + database().toRealPath() + " is damaged (")
                    .withMessageEndingWith("): restore a backup, or move the file away to begin with an empty one")
                    .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));

            Files.delete(database());
            openStore();
        }

        private void damage(String what) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
                byte[] nonsense = new byte[8_192];
                new Random(7).nextBytes(nonsense);
                switch (what) {
                    case "first page" -> file.write(nonsense);
                    case "second half" -> file.setLength(file.length() / 2);
                    default -> {
                        for (long page = 1; page < file.length() / nonsense.length; page++) {
                            file.seek(page * nonsense.length);
                            file.write(nonsense);
                        }
                    }
                }
            }
        }
    }
}
