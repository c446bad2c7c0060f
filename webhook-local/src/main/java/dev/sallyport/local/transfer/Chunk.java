package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what is exported, written and checked as one.
 *
 * @param lines in the order in which they are to be imported
 * @param bodies of webhooks among the lines
 * @param missing how many webhooks among the lines have no body any more
 * @param next where the section goes on; null at its end
 */
record Chunk(
        List<Line> lines,
        List<BundleEntry> bodies,
        int missing,
        @Nullable String next) {

    Chunk {
        lines = List.copyOf(lines);
        bodies = List.copyOf(bodies);
    }

    static Chunk of(List<Line> lines, @Nullable String next) {
        return new Chunk(lines, List.of(), 0, next);
    }
}
