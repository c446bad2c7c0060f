package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleReader;
import dev.sallyport.core.archive.BundleReading;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.SecretCipher;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an export into an engine, a chunk at a time. Whatever is there already stays as it is, so that an import may be
 * repeated; begun again after it was stopped, it goes on behind the last chunk that it finished. For one thread.
 */
public final class Importer {

    private final TransferParts parts;
    private final Path directory;
    private final String engine;
    private final @Nullable SecretCipher sourceKeys;

    /**
     * Imports from a directory.
     *
     * @param engine names the engine's state, by which an earlier import into it is found again
     * @param sourceKeys opens the secrets of endpoints in the export; null if the engine's own keys do
     */
    public Importer(TransferParts parts, Path directory, String engine, @Nullable SecretCipher sourceKeys) {
        this.sourceKeys = sourceKeys;
        this.parts = parts;
        this.directory = directory;
        this.engine = engine;
    }

    /**
     * Imports what is not imported yet.
     *
     * @param progress is told, after each chunk, how many are done and how many there are
     * @return what was imported by this call
     * @throws TransferException if the export is unfinished or damaged: nothing of a damaged chunk is imported; or
     *     if secrets of endpoints do not open
     * @throws PortException if the engine is out of reach; calling again goes on
     */
    public TransferCounts run(BiConsumer<Integer, Integer> progress) {
        ExportDirectory export = ExportDirectory.open(directory);
        if (!export.isComplete()) {
            throw new TransferException(
                    "the export in " + directory + " is not finished; run the same export again, and it goes on");
        }
        Arrivals arrivals = new Arrivals(parts, sourceKeys);
        List<ChunkEntry> chunks = export.chunks();
        for (ChunkEntry chunk : chunks.subList(Math.min(export.imported(engine), chunks.size()), chunks.size())) {
            arrivals.take(export.linesOf(chunk), webhooksOf(chunk, export.bundleOf(chunk)));
            export.noteImported(engine, chunk.number());
            progress.accept(chunk.number(), chunks.size());
        }
        return arrivals.counts();
    }

    private static List<BundleReading.Placed> webhooksOf(ChunkEntry chunk, @Nullable RawPayload bundle) {
        if (bundle == null) {
            return List.of();
        }
        return switch (BundleReader.read(bundle)) {
            case BundleReading.Whole whole -> whole.webhooks();
            case BundleReading.Damaged damaged ->
                throw new TransferException(chunk.fileOfBodies() + " is damaged: " + damaged.reason());
        };
    }
}
