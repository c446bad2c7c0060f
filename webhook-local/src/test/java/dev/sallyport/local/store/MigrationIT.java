package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.WebhookIntake.IntakeOutcome;
import dev.sallyport.local.store.engine.EngineSettings;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens a database that the first version of the schema left behind. */
class MigrationIT {

    private static final String SCHEMA = "SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema";

    @TempDir
    Path directory;

    private Path database;

    @BeforeEach
    void makeOldDatabase() throws IOException {
        database = directory.resolve(LocalStore.DATABASE);
        try (InputStream script = MigrationIT.class.getResourceAsStream("database-of-schema-1.sql")) {
            Sqlite.execute(database, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldHoldWhatAnOlderVersionHeld() {
        WebhookRecord failed = aRecord("b").failed(aFailure(1), NOON.plusSeconds(60));

        try (LocalStore store = open()) {
            assertThat(store.webhooks().find(id("a"))).isEqualTo(aRecord("a"));
            assertThat(store.webhooks().find(id("b"))).isEqualTo(failed);
            assertThat(store.archive().read(aRecord("b").archiveKey()))
                    .isEqualTo(new ReadOutcome.Found(anOriginal("b")));
            assertThat(store.counts())
                    .isEqualTo(Map.of(ACME, Map.of(WebhookStatus.RECEIVED, 1L, WebhookStatus.FAILED, 1L)));
            assertThat(store.queue().receive(10, Duration.ofMinutes(1)))
                    .extracting(Delivery::webhookId)
                    .containsExactly(id("a"), id("b"));
            assertThat(store.intake().takeIn(aRecord("a"), anOriginal("a")))
                    .isEqualTo(new IntakeOutcome.AlreadyKnown(aRecord("a")));
        }
    }

    @Test
    void shouldDoWhatTheOlderVersionCouldNot() {
        try (LocalStore store = open()) {
            store.publisher().publish(List.of(anEvent("a", KEY)));

            assertThat(store.publications().after(0, 10)).hasSize(1);
        }
        assertThat(Sqlite.query(database, "PRAGMA user_version")).isEqualTo("7");
        assertThat(Sqlite.query(database, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void shouldProveTheArchiveOfAnOlderVersion() {
        try (LocalStore store = open()) {
            assertThat(store.archiveVerifier().verify()).isEmpty();
        }
        String body =
                "UPDATE archive SET body = x'00' WHERE key = '" + aRecord("b").archiveKey() + "'";
        Sqlite.execute(database, body);
        try (LocalStore store = open()) {
            assertThat(store.archiveVerifier().verify())
                    .extracting(ArchiveFlaw::what)
                    .containsExactly(id("b").value());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void shouldMakeOfEveryVersionWhatANewDatabaseIs(int version) throws IOException {
        Path old = Files.createDirectory(directory.resolve("old"));
        Path made = Files.createDirectory(directory.resolve("new"));
        EngineSettings settings = new EngineSettings(1, Duration.ofSeconds(10), 1L << 30);
        Path file = Files.createFile(old.resolve(LocalStore.DATABASE));
        SqliteEngine.open(file, settings, StoreSchema.upTo(version)).close();

        for (Path data : List.of(old, made)) {
            LocalStore.open(data, new ManualClock(), LocalStoreOptions.builder().build())
                    .close();
        }

        assertThat(Sqlite.query(file, SCHEMA)).isEqualTo(Sqlite.query(made.resolve(LocalStore.DATABASE), SCHEMA));
    }

    @Test
    void shouldMakeTheFirstVersionAsItAlwaysWas() throws IOException {
        Path made = Files.createFile(directory.resolve("made.db"));
        EngineSettings settings = new EngineSettings(1, Duration.ofSeconds(10), 1L << 30);

        SqliteEngine.open(made, settings, StoreSchema.upTo(1)).close();

        assertThat(Sqlite.query(made, SCHEMA)).isEqualTo(Sqlite.query(database, SCHEMA));
    }

    private LocalStore open() {
        return LocalStore.open(
                directory, new ManualClock(), LocalStoreOptions.builder().build());
    }
}
