package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A small disk, which is a file system in memory that only a privileged user may mount: tests that need one are left
 * out elsewhere.
 */
public final class MemoryDisk implements AutoCloseable {

    private final Path path;

    private MemoryDisk(Path path) {
        this.path = path;
    }

    /** Mounts a disk of 4 MiB in a directory. */
    public static MemoryDisk mountIn(Path directory) throws Exception {
        Path path = Files.createDirectory(directory.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "none", path.toString()))
                .as("file systems may be mounted here")
                .isZero();
        return new MemoryDisk(path);
    }

    public Path path() {
        return path;
    }

    /** Leaves no room for another byte. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE_NEW)) {
            byte[] page = new byte[4_096];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /** Gives the room back. */
    public void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    /** Lets nobody write any more. */
    public void forbidWriting() throws Exception {
        assumeThat(run("mount", "-o", "remount,ro", path.toString()))
                .as("file systems may be mounted here")
                .isZero();
    }

    @Override
    public void close() throws Exception {
        run("umount", path.toString());
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
}
