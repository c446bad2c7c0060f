package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.engine.DataDirectoryException;
import dev.sallyport.testkit.memory.ManualClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, and one that cannot be written. What a full database does is tested for everyone in {@link
 * LocalStoreIT}.
 */
class FullDiskIT {

    @TempDir
    Path temporary;

    private MemoryDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = MemoryDisk.mountIn(temporary);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    private LocalStore open() {
        return LocalStore.open(
                disk.path().resolve("data"),
                new ManualClock(),
                LocalStoreOptions.builder().build());
    }

    @Test
    void shouldRefuseWebhooksWhileTheDiskIsFullAndTakeThemWhenThereIsRoom() throws Exception {
        try (LocalStore store = open()) {
            store.intake().takeIn(aRecord("a"), anOriginal("a"));
            disk.fill();

            for (String event : List.of("b", "c")) {
                assertThatExceptionOfType(PortUnavailableException.class)
                        .isThrownBy(() -> store.intake().takeIn(aRecord(event), anOriginal(event)))
                        .withMessageContaining("SQLITE_FULL");
                assertThat(store.webhooks().find(id(event))).isNull();
            }
            assertThat(store.archive().read(aRecord("a").archiveKey()))
                    .isEqualTo(new ReadOutcome.Found(anOriginal("a")));

            disk.empty();

            store.intake().takeIn(aRecord("b"), anOriginal("b"));
        }
        try (LocalStore store = open()) {
            assertThat(store.webhooks().find(id("a"))).isEqualTo(aRecord("a"));
            assertThat(store.webhooks().find(id("b"))).isEqualTo(aRecord("b"));
            assertThat(store.queueDepth()).isEqualTo(2);
        }
    }

    @Test
    void shouldRefuseADirectoryOnADiskThatCannotBeWritten() throws Exception {
        open().close();
        disk.forbidWriting();

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(this::open)
                .withMessageContaining(
                        "data directory " + disk.path().resolve("data").toRealPath() + " cannot be written (")
                .withMessageEndingWith("make it writable for this user or choose another");
    }
}
