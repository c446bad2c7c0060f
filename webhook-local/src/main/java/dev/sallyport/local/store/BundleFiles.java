package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.store.engine.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of bundles, {@code archive/bundles/{provider}/{yyyy-MM-dd}/….bundle}. Safe for any number of threads. */
final class BundleFiles {

    /** Below the data directory. */
    static final String ROOT = "archive/bundles";

    private final DataDirectory directory;

    BundleFiles(DataDirectory directory) {
        this.directory = directory;
    }

    /** Writes a bundle; when this returns it survives a power cut. */
    void write(String name, RawPayload bytes) throws IOException {
        Path file = file(name);
        directory.directory(directory.path().relativize(file.resolveSibling("")).toString());
        directory.writeDurably(file, bytes.asReadOnlyBuffer());
    }

    /** Reads a whole bundle. */
    RawPayload read(String name) throws IOException {
        return RawPayload.adopt(Files.readAllBytes(file(name)));
    }

    /** Reads the block in which a webhook stands, or as much of it as there is. */
    RawPayload read(String name, BundlePlace place) throws IOException {
        try (FileChannel channel = FileChannel.open(file(name))) {
            int there = Math.clamp(channel.size() - place.offset(), 0, place.length());
            ByteBuffer block = ByteBuffer.allocate(there);
            int read = 0;
            while (read >= 0 && block.hasRemaining()) {
                read = channel.read(block, place.offset() + block.position());
            }
            return RawPayload.adopt(block.array());
        }
    }

    /** Deletes a bundle, if it is there, so that no power cut brings it back. */
    void delete(String name) throws IOException {
        directory.deleteDurably(file(name));
    }

    /** Returns the names of all files that are there. */
    List<String> names() throws IOException {
        Path root = directory.path().resolve(ROOT);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path file(String name) {
        return directory.path().resolve(ROOT).resolve(name);
    }
}
