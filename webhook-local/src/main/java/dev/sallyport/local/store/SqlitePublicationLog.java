package dev.sallyport.local.store;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import java.util.Collections;
import java.util.List;

/**
 * The local event bus: a durable log that anyone can read from the beginning.
 *
 * <p>A webhook stands in it once, however often a worker publishes it before its record says so, and once more for each
 * replay: whoever reads the log sees a repetition only where an operator asked for one. Safe for any number of threads.
 */
public final class SqlitePublicationLog implements EventPublisher, PublicationLog {

    private static final int LARGEST_LIMIT = 1_000;
    private static final int PUBLICATION_BYTES = 256;

    private final SqliteEngine engine;
    private final Tables tables;

    SqlitePublicationLog(SqliteEngine engine, Tables tables) {
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public List<PublishOutcome> publish(List<PublishedEvent> events) {
        List<PublishedEvent> all = List.copyOf(events);
        if (all.isEmpty()) {
            return List.of();
        }
        for (PublishedEvent event : all) {
            EpochNanos.of(event.receivedAt());
            EpochNanos.of(event.processedAt());
        }
        return engine.write(Admission.OWN_WORK, all.size() * PUBLICATION_BYTES, session -> {
            tables.publications().publish(session, all);
            return Collections.nCopies(all.size(), new PublishOutcome.Published());
        });
    }

    @Override
    public List<Publication> after(long after, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT + ", not " + limit);
        }
        return engine.read(session -> PublicationTable.after(session, after, limit));
    }
}
