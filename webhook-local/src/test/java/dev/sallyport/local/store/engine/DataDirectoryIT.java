package dev.sallyport.local.store.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.local.store.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {

    @TempDir
    Path temporary;

    private Path path() {
        return temporary.resolve("a/b/data");
    }

    @Test
    void shouldCreateWhatIsMissingForItsOwnerOnly() throws IOException {
        try (DataDirectory directory = DataDirectory.open(path())) {
            Path file = directory.file("secrets.json");

            assertThat(permissions(path())).isEqualTo("rwx------");
            assertThat(permissions(path().getParent())).isEqualTo("rwx------");
            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(permissions(path().resolve("sallyport.lock"))).isEqualTo("rw-------");
            assertThat(directory.path()).isEqualTo(path().toRealPath());
        }
    }

    @Test
    void shouldLeaveAFileThatExistsAsItIs() throws IOException {
        Files.createDirectories(path());
        Files.writeString(path().resolve("kept"), "text");

        try (DataDirectory directory = DataDirectory.open(path())) {
            assertThat(directory.file("kept")).hasContent("text");
        }
    }

    @Test
    void shouldReplaceAFileAsAWholeForItsOwnerOnly() throws IOException {
        try (DataDirectory directory = DataDirectory.open(path())) {
            directory.replace("keys", "a longer text".getBytes(UTF_8));
            directory.replace("keys", "short".getBytes(UTF_8));

            assertThat(path().resolve("keys")).hasContent("short");
            assertThat(permissions(path().resolve("keys"))).isEqualTo("rw-------");
            assertThat(path().resolve("keys.new")).doesNotExist();
        }
    }

    @Test
    void shouldKeepAFileThatCannotBeReplaced() throws IOException {
        try (DataDirectory directory = DataDirectory.open(path())) {
            directory.replace("keys", "kept".getBytes(UTF_8));
            Files.createDirectory(path().resolve("keys.new"));

            assertThatExceptionOfType(DataDirectoryException.class)
                    .isThrownBy(() -> directory.replace("keys", "lost".getBytes(UTF_8)))
                    .withMessageContaining("cannot be written");
            assertThat(path().resolve("keys")).hasContent("kept");
        }
    }

    @Test
    void shouldRefuseADirectoryThatThisProcessHas() {
        try (DataDirectory first = DataDirectory.open(path())) {
            assertThatExceptionOfType(DataDirectoryException.class)
                    .isThrownBy(() -> DataDirectory.open(path().resolve("../data")))
                    .withMessage("data directory %s is in use by process %d: stop it or choose another directory"
                            .formatted(first.path(), ProcessHandle.current().pid()));
        }
    }

    @Test
    void shouldKeepADirectoryThatWasRefusedToAnother() throws Exception {
        try (DataDirectory first = DataDirectory.open(path())) {
            assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.open(first.path()));

            try (ChildJvm child = ChildJvm.start(HoldDirectory.class, path().toString())) {
                assertThat(child.nextLine())
                        .contains("is in use by process "
                                + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void shouldGiveADirectoryUpWhenItIsClosed() {
        DataDirectory.open(path()).close();

        DataDirectory.open(path()).close();
    }

    @Test
    void shouldNameTheProcessThatHasADirectoryAndTakeItOnceThatProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldDirectory.class, path().toString())) {
            assertThat(child.nextLine()).isEqualTo("held");

            assertThatExceptionOfType(DataDirectoryException.class)
                    .isThrownBy(() -> DataDirectory.open(path()))
                    .withMessageContaining("is in use by process " + child.pid() + ": ");

            child.kill();
            DataDirectory.open(path()).close();
        }
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> DataDirectory.open(file))
                .withMessage(
                        "data directory %s is not a directory: remove that file or choose another".formatted(file));
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeCreated() {
        Path path = Path.of("/proc/sallyport");
        assumeThat(Path.of("/proc/self"))
                .as("a file system without new directories")
                .exists();

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> DataDirectory.open(path))
                .withMessageStartingWith("data directory /proc/sallyport cannot be created (")
                .withMessageEndingWith("make its parent writable for this user or choose another");
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeWritten() {
        Path path = Path.of("/proc/self");
        assumeThat(path).as("a directory without new files").exists();

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> DataDirectory.open(path))
                .withMessageContaining(" cannot be written (")
                .withMessageEndingWith("make it writable for this user or choose another");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Takes a directory, says so or why not, and keeps it until it is killed. */
    static final class HoldDirectory {

        private HoldDirectory() {}

        public static void main(String[] args) throws IOException {
            try (DataDirectory directory = DataDirectory.open(Path.of(args[0]))) {
                System.out.println("held");
                System.in.read();
                directory.file("reached");
            } catch (DataDirectoryException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
