package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cuts the log at any place while bodies are on their way into bundles, as a power cut may. */
class TornBundlesIT extends ArchiveKeeperTestBase {

    private static final int WEBHOOKS = 12;

    private final List<WebhookRecord> records = new ArrayList<>();

    /** Bundles with everything still in the log, because a reader keeps it from being moved. */
    private void fill(Path whole) throws Exception {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM webhooks").close();
            for (int event = 0; event < WEBHOOKS; event++) {
                records.add(takeInAndProcess("event-" + event));
                clock.advance(DAY.dividedBy(4));
                keep(BUNDLED);
            }
            copy(directory(), whole);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void shouldHoldEveryBodyWhereverTheLogIsCut() throws Exception {
        Path whole = temporary.resolve("whole");
        fill(whole);
        String log = LocalStore.DATABASE + "-wal";
        long length = Files.size(whole.resolve(log));
        Random random = new Random(9);
        List<Kind> harmless = List.of(Kind.UNKNOWN_FILE);
        long bundled = 0;

        for (int i = 0; i < 12; i++) {
            long cut = random.nextLong(length);
            Path torn = temporary.resolve("torn-" + i);
            copy(whole, torn);
            try (RandomAccessFile file = new RandomAccessFile(torn.resolve(log).toFile(), "rw")) {
                file.setLength(cut);
            }
            try (LocalStore opened = LocalStore.open(torn, clock, options())) {
                keepOn(opened.archiveKeeper(Map.of(records.getFirst().provider(), BUNDLED)));

                assertThat(opened.archiveVerifier().verify())
                        .as("cut at %d of %d", cut, length)
                        .allSatisfy(flaw -> assertThat(flaw.kind()).isIn(harmless));
                bundled += opened.archiveVerifier().total();
            }
        }
        assertThat(bundled).as("webhooks that were left").isPositive();
    }
}
