package dev.sallyport.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the data of a benchmark, which is removed with all that is in it. */
public final class BenchDirectory implements AutoCloseable {

    private final Path path;

    private BenchDirectory(Path path) {
        this.path = path;
    }

    /** Makes an empty directory below another. */
    public static BenchDirectory below(Path parent) throws IOException {
        return new BenchDirectory(Files.createTempDirectory(parent, "sallyport-bench-"));
    }

    /** Returns the directory. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
