package dev.sallyport.local.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaHistoryIT {

    private static final EngineSettings SETTINGS = new EngineSettings(1, Duration.ofSeconds(10), 1L << 30);
    private static final String FIRST = "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);";
    private static final String SECOND = "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;";
    private static final String BROKEN = "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";

    @TempDir
    Path temporary;

    private Path database;

    @BeforeEach
    void createFile() throws IOException {
        database = Files.createFile(temporary.resolve("with ? and # and %20.db"));
    }

    private void open(String... scripts) {
        SqliteEngine.open(database, SETTINGS, new SchemaHistory(42, List.of(scripts)))
                .close();
    }

    private long number(String query) throws SQLException {
        try (SqliteSession session = SqliteSession.open(database)) {
            return session.number(query);
        }
    }

    @Test
    void shouldMakeANewDatabaseOfTheCurrentVersion() throws SQLException {
        open(FIRST, SECOND);

        assertThat(number("PRAGMA user_version")).isEqualTo(2);
        assertThat(number("PRAGMA application_id")).isEqualTo(42);
        assertThat(number("PRAGMA page_size")).isEqualTo(8_192);
        assertThat(number("SELECT journal_mode = 'wal' FROM pragma_journal_mode"))
                .isEqualTo(1);
        assertThat(number("SELECT y FROM a")).isEqualTo(2);
    }

    @Test
    void shouldBringAnOlderDatabaseToTheCurrentVersion() throws SQLException {
        open(FIRST);

        open(FIRST, SECOND);

        assertThat(number("PRAGMA user_version")).isEqualTo(2);
        assertThat(number("SELECT y FROM a")).isEqualTo(2);
    }

    @Test
    void shouldLeaveADatabaseOfTheCurrentVersionAsItIs() throws SQLException {
        open(FIRST);

        open(FIRST);

        assertThat(number("SELECT count(*) FROM a")).isEqualTo(1);
    }

    @Test
    void shouldLeaveAnOlderDatabaseAsItIsWhenAMigrationFails() throws SQLException {
        open(FIRST);

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> open(FIRST, SECOND, BROKEN))
                .withMessageStartingWith("database " + database + " cannot be opened (");

        assertThat(number("PRAGMA user_version")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM pragma_table_info('a')")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM pragma_table_info('b')")).isZero();
    }

    @Test
    void shouldRefuseADatabaseOfANewerVersion() throws SQLException {
        open(FIRST, SECOND);

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> open(FIRST))
                .withMessage("database " + database + " has schema version 2, this program knows versions up to 1:"
                        + " start the newer program, or restore a backup made before it");

        assertThat(number("SELECT y FROM a")).isEqualTo(2);
    }

    @Test
    void shouldRefuseADatabaseOfAnotherApplication() throws SQLException {
        try (SqliteSession session = SqliteSession.open(database)) {
            session.execute("CREATE TABLE theirs (x INTEGER)");
        }

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> open(FIRST))
                .withMessage("database " + database + " is not one of Sallyport: choose another data directory");
    }

    @Test
    void shouldRefuseAFileThatIsNoDatabase() throws IOException {
        Files.writeString(database, "{\"not\":\"a database\"}".repeat(1_000));

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> open(FIRST))
                .withMessageStartingWith("database " + database + " is damaged (")
                .withMessageEndingWith("): restore a backup, or move the file away to begin with an empty one");
    }
}
