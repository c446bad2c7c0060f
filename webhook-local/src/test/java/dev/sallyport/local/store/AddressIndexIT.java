package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.EngineSettings;
import dev.sallyport.local.store.engine.SqliteEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressIndexIT {

    private static final int SETTLE_AT = 50;

    @TempDir
    Path temporary;

    private final Map<Long, List<Long>> model = new HashMap<>();
    private SqliteEngine engine;
    private AddressIndex index;

    @BeforeEach
    void open() throws IOException {
        if (Files.notExists(database())) {
            Files.createFile(database());
        }
        engine = SqliteEngine.open(
                database(), new EngineSettings(2, Duration.ofSeconds(10), 1L << 30), StoreSchema.HISTORY);
        index = new AddressIndex(SETTLE_AT);
        engine.read(session -> {
            index.load(session);
            return true;
        });
        engine.start(List.of(index));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Path database() {
        return temporary.resolve("test.db");
    }

    private void add(int count, Random random, long firstSeq) {
        engine.write(Admission.NEW_WORK, 1, session -> {
            for (int i = 0; i < count; i++) {
                long address = (random.nextLong() >>> 4) & ~0xfffL;
                index.add(address, firstSeq + i);
                model.computeIfAbsent(address, key -> new ArrayList<>()).add(firstSeq + i);
            }
            return true;
        });
    }

    private void assertThatEverythingIsFound() {
        engine.read(session -> {
            model.forEach((address, seqs) -> {
                try {
                    assertThat(index.find(session, address))
                            .containsOnly(seqs.stream().mapToLong(seq -> seq).toArray());
                } catch (java.sql.SQLException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(index.find(session, 0xfff)).isEmpty();
            return true;
        });
    }

    private long rows(String table) {
        return engine.read(session -> session.number("SELECT count(*) FROM " + table));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindEveryAddressAtAnyMomentAndAfterEveryRestart(long seed) throws IOException {
        Random random = new Random(seed);
        long seq = 1;

        for (int transaction = 0; transaction < 150; transaction++) {
            int count = 1 + random.nextInt(12);
            add(count, random, seq);
            seq += count;
            if (transaction % 10 == 0) {
                assertThatEverythingIsFound();
            }
            if (random.nextInt(25) == 0) {
                close();
                open();
                assertThatEverythingIsFound();
            }
        }

        assertThatEverythingIsFound();
        assertThat(rows("addresses")).as("some have been settled").isGreaterThan(3 * SETTLE_AT);
    }

    @Test
    void shouldEraseTheLogOfWhatIsInTheTable() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            add(1, random, i + 1);
        }

        assertThat(rows("address_log")).isLessThan(4 * SETTLE_AT);
        assertThat(rows("addresses")).isGreaterThan(500 - 4 * SETTLE_AT);
        assertThatEverythingIsFound();
    }

    @Test
    void shouldForgetWhatATransactionAddedThatFailed() {
        Random random = new Random(1);
        add(SETTLE_AT, random, 1);
        try {
            engine.write(Admission.NEW_WORK, 1, session -> {
                index.add(0xfff, 1_000);
                throw new IllegalStateException("a bug");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("a bug");
        }

        assertThatEverythingIsFound();
        add(SETTLE_AT, random, 2_000);
        assertThatEverythingIsFound();
    }
}
