package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.engine.DataDirectoryException;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, and one that cannot be written: file systems in memory, which only a privileged user may
 * mount. What a full database does is tested for everyone in {@link LocalStoreIT}.
 */
class FullDiskIT {

    @TempDir
    Path temporary;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk.toString()))
                .as("file systems may be mounted here")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private LocalStore open() {
        return LocalStore.open(
                disk.resolve("data"),
                new ManualClock(),
                LocalStoreOptions.builder().build());
    }

    @Test
    void shouldRefuseWebhooksWhileTheDiskIsFullAndTakeThemWhenThereIsRoom() throws Exception {
        try (LocalStore store = open()) {
            store.intake().takeIn(aRecord("a"), anOriginal("a"));
            Path filler = disk.resolve("filler");
            fill(filler);

            for (String event : List.of("b", "c")) {
                assertThatExceptionOfType(PortUnavailableException.class)
                        .isThrownBy(() -> store.intake().takeIn(aRecord(event), anOriginal(event)))
                        .withMessageContaining("SQLITE_FULL");
                assertThat(store.webhooks().find(id(event))).isNull();
            }
            assertThat(store.archive().read(aRecord("a").archiveKey()))
                    .isEqualTo(new ReadOutcome.Found(anOriginal("a")));

            Files.delete(filler);

            store.intake().takeIn(aRecord("b"), anOriginal("b"));
        }
        try (LocalStore store = open()) {
            assertThat(store.webhooks().find(id("a"))).isEqualTo(aRecord("a"));
            assertThat(store.webhooks().find(id("b"))).isEqualTo(aRecord("b"));
            assertThat(store.queueDepth()).isEqualTo(2);
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE_NEW)) {
            byte[] page = new byte[4_096];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void shouldRefuseADirectoryOnADiskThatCannotBeWritten() throws Exception {
        open().close();
        assumeThat(run("mount", "-o", "remount,ro", disk.toString()))
                .as("file systems may be mounted here")
                .isZero();

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(this::open)
                .withMessageContaining("data directory " + disk.resolve("data").toRealPath() + " cannot be written (")
                .withMessageEndingWith("make it writable for this user or choose another");
    }
}
