package dev.sallyport.local.transfer;

import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was published, in publish order; after the webhooks, which it refers to. */
record PublicationSection(PublicationLog log) implements Section {

    private static final int PAGE = 1_000;

    @Override
    public String name() {
        return "publications";
    }

    @Override
    public Chunk read(@Nullable String after) {
        List<Publication> page = log.after(after == null ? 0 : Long.parseLong(after), PAGE);
        List<Line> lines = page.stream().map(PublicationLine::write).toList();
        return Chunk.of(
                lines, page.size() < PAGE ? null : Long.toString(page.getLast().sequence()));
    }
}
