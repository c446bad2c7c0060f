package dev.sallyport.local.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an export: chunks, and a manifest that grows by a line for each chunk once its files are on the disk. What
 * the manifest does not name does not count; so an export that was killed goes on behind the last line. For one thread.
 */
final class ExportDirectory {

    private static final String MANIFEST = "manifest.ndjson";
    private static final String HEAD = "{\"format\":\"sallyport-export\",\"version\":1}";
    private static final String BEFORE_DIGEST = "{\"end\":true,\"sha256\":\"";
    private static final String AFTER_DIGEST = "\"}";

    private final Path directory;
    private final List<ChunkEntry> chunks;
    private boolean complete;

    private ExportDirectory(Path directory, List<ChunkEntry> chunks, boolean complete) {
        this.directory = directory;
        this.chunks = new ArrayList<>(chunks);
        this.complete = complete;
    }

    /** Opens a directory to export into: a new one, an empty one, or one with an export in it. */
    static ExportDirectory create(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(directory.resolve(MANIFEST))) {
                try (Stream<Path> others = Files.list(directory)) {
                    if (others.anyMatch(file -> !file.toString().endsWith(".tmp"))) {
                        throw new TransferException(
                                directory + " is not empty and holds no export; give an empty directory");
                    }
                }
                write(directory.resolve(MANIFEST), (HEAD + '\n').getBytes(US_ASCII));
            }
            return open(directory);
        } catch (IOException e) {
            throw new TransferException("cannot write into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Opens a directory with an export in it. */
    static ExportDirectory open(Path directory) {
        try {
            String text = Files.readString(directory.resolve(MANIFEST), US_ASCII);
            // A line without an end was being written when the export was killed.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            List<String> lines = whole.lines().toList();
            if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
                throw new TransferException(directory + " holds no export that this version knows");
            }
            boolean complete = lines.getLast().startsWith(BEFORE_DIGEST);
            List<ChunkEntry> chunks = new ArrayList<>();
            for (String line : lines.subList(1, complete ? lines.size() - 1 : lines.size())) {
                chunks.add(ChunkEntry.read(line));
            }
            if (complete) {
                String before = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
                if (!lines.getLast().equals(end(before))) {
                    throw new TransferException("the manifest in " + directory + " is damaged");
                }
            } else if (whole.length() < text.length()) {
                write(directory.resolve(MANIFEST), whole.getBytes(US_ASCII));
            }
            return new ExportDirectory(directory, chunks, complete);
        } catch (IOException | IllegalArgumentException e) {
            throw new TransferException("there is no export in " + directory + " that can be read", e);
        }
    }

    /** Tells whether the export was finished. */
    boolean isComplete() {
        return complete;
    }

    List<ChunkEntry> chunks() {
        return List.copyOf(chunks);
    }

    /** Returns the last chunk of a section, or null if it has none yet. */
    @Nullable
    ChunkEntry lastOf(String section) {
        return chunks.stream()
                .filter(chunk -> chunk.section().equals(section))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** Adds a chunk: its files first, then its line in the manifest, each durable before the next. */
    void add(String section, Chunk chunk, @Nullable RawPayload bundle) {
        StringBuilder text = new StringBuilder();
        chunk.lines().forEach(line -> text.append(line.text()).append('\n'));
        byte[] lines = text.toString().getBytes(US_ASCII);
        ChunkEntry entry = new ChunkEntry(
                chunks.size() + 1,
                section,
                chunk.lines().size(),
                digest(lines),
                chunk.bodies().size(),
                bundle == null ? null : bundle.sha256(),
                chunk.missing(),
                chunk.next());
        try {
            write(directory.resolve(entry.fileOfLines()), lines);
            if (bundle != null) {
                write(directory.resolve(entry.fileOfBodies()), bundle.toByteArray());
            }
            append(entry.write());
        } catch (IOException e) {
            throw new TransferException("cannot write into " + directory + ": " + e.getMessage(), e);
        }
        chunks.add(entry);
    }

    /** Ends the manifest with a digest of all that it says, and so of all files. */
    void finish() {
        try {
            append(end(Files.readString(directory.resolve(MANIFEST), US_ASCII)));
        } catch (IOException e) {
            throw new TransferException("cannot write into " + directory + ": " + e.getMessage(), e);
        }
        complete = true;
    }

    /** Returns the lines of a chunk, whose digest is checked. */
    List<Line> linesOf(ChunkEntry entry) {
        byte[] lines = read(entry.fileOfLines(), entry.sha256());
        return new String(lines, US_ASCII).lines().map(Line::read).toList();
    }

    /** Returns the bundle of a chunk, whose digest is checked; null if it has none. */
    @Nullable
    RawPayload bundleOf(ChunkEntry entry) {
        Sha256 digest = entry.bodiesSha256();
        return digest == null ? null : RawPayload.adopt(read(entry.fileOfBodies(), digest));
    }

    /** Returns how many chunks an earlier import into the same engine has finished. */
    int imported(String engine) {
        try {
            Path file = progressOf(engine);
            return Files.exists(file)
                    ? Integer.parseInt(Files.readString(file, US_ASCII).trim())
                    : 0;
        } catch (IOException | NumberFormatException e) {
            throw new TransferException("what an earlier import noted in " + directory + " cannot be read", e);
        }
    }

    /** Notes how many chunks an import into an engine has finished. */
    void noteImported(String engine, int number) {
        try {
            write(progressOf(engine), Integer.toString(number).getBytes(US_ASCII));
        } catch (IOException e) {
            throw new TransferException("cannot write into " + directory + ": " + e.getMessage(), e);
        }
    }

    private Path progressOf(String engine) {
        String name = digest(engine.getBytes(UTF_8)).toHex().substring(0, 16);
        return directory.resolve("imported-" + name + ".progress");
    }

    private byte[] read(String name, Sha256 digest) {
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(name));
            if (!digest(bytes).equals(digest)) {
                throw new TransferException(name + " in " + directory + " is damaged: its SHA-256 does not hold");
            }
            return bytes;
        } catch (IOException e) {
            throw new TransferException(name + " in " + directory + " cannot be read", e);
        }
    }

    private static String end(String before) {
        return BEFORE_DIGEST + digest(before.getBytes(US_ASCII)).toHex() + AFTER_DIGEST;
    }

    private static Sha256 digest(byte[] bytes) {
        return RawPayload.adopt(bytes).sha256();
    }

    private void append(String line) throws IOException {
        try (FileChannel channel =
                FileChannel.open(directory.resolve(MANIFEST), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            writeAll(channel, (line + '\n').getBytes(US_ASCII));
        }
    }

    /** Replaces a file by another that is whole and on the disk. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, bytes);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file);
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static void syncDirectory(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
