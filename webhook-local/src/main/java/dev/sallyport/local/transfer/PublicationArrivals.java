package dev.sallyport.local.transfer;

import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the log of publications, in the order of the export. What stands there already under the same number, as
 * after an import that died, is not appended again. For one thread.
 */
final class PublicationArrivals {

    private static final int AT_ONCE = 1_000;

    private final @Nullable PublicationKeeping keeping;
    private final List<Publication> gathered = new ArrayList<>();
    private long present;

    /** Appends to a log; null for an engine without one, which lets publications go. */
    PublicationArrivals(@Nullable PublicationKeeping keeping) {
        this.keeping = keeping;
    }

    void take(Line line) {
        gathered.add(PublicationLine.read(line));
        if (gathered.size() == AT_ONCE) {
            finish();
        }
    }

    /** Appends what was taken. */
    void finish() {
        PublicationKeeping kept = keeping;
        if (kept != null && !gathered.isEmpty()) {
            List<Publication> there = kept.log().after(gathered.getFirst().sequence() - 1, gathered.size());
            List<Publication> missing = gathered.stream()
                    .filter(publication -> !there.contains(publication))
                    .toList();
            present += gathered.size() - missing.size();
            append(kept, missing);
        }
        gathered.clear();
    }

    private static void append(PublicationKeeping kept, List<Publication> missing) {
        for (PublishOutcome outcome : kept.publisher()
                .publish(missing.stream().map(Publication::event).toList())) {
            if (!(outcome instanceof PublishOutcome.Published)) {
                throw new TransferException("the log of publications refused an entry: " + outcome);
            }
        }
    }

    long present() {
        return present;
    }
}
