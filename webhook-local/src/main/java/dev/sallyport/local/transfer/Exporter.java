package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleWriter;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.PortException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes all that an engine keeps into a directory, a chunk at a time; begun again after it was stopped, it goes on where
 * it was. For one thread.
 */
public final class Exporter {

    private final TransferParts parts;
    private final Path directory;

    /** Exports into a directory that is new, empty, or holds an export that was stopped. */
    public Exporter(TransferParts parts, Path directory) {
        this.parts = parts;
        this.directory = directory;
    }

    /**
     * Writes what is not written yet.
     *
     * @param progress is told of what was written, after each chunk
     * @return what the whole export holds
     * @throws TransferException if the directory cannot be used, or a body is damaged
     * @throws PortException if the engine is out of reach; calling again goes on
     */
    public TransferCounts run(Consumer<TransferCounts> progress) {
        ExportDirectory export = ExportDirectory.create(directory);
        for (Section section : Section.of(parts)) {
            run(section, export, progress);
        }
        if (!export.isComplete()) {
            export.finish();
        }
        return countsOf(export);
    }

    private static void run(Section section, ExportDirectory export, Consumer<TransferCounts> progress) {
        ChunkEntry last = export.lastOf(section.name());
        boolean ended = last != null && last.next() == null;
        String next = last == null ? null : last.next();
        while (!export.isComplete() && !ended) {
            Chunk chunk = section.read(next);
            export.add(section.name(), chunk, bundleOf(chunk));
            next = chunk.next();
            ended = next == null;
            progress.accept(countsOf(export));
        }
    }

    private static @Nullable RawPayload bundleOf(Chunk chunk) {
        return chunk.bodies().isEmpty()
                ? null
                : BundleWriter.seal(chunk.bodies()).bytes();
    }

    /** Counts what the manifest says. */
    static TransferCounts countsOf(ExportDirectory export) {
        Map<String, Long> bySection = new TreeMap<>();
        long bodies = 0;
        long missing = 0;
        for (ChunkEntry chunk : export.chunks()) {
            bySection.merge(chunk.section(), (long) chunk.lines(), Long::sum);
            bodies += chunk.bodies();
            missing += chunk.missing();
        }
        return new TransferCounts(bySection, bodies, missing, 0, 0);
    }
}
