package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps records in memory. Safe for any number of threads. */
public final class InMemoryWebhookStore implements WebhookStore {

    private static final int LARGEST_LIMIT = 1_000;
    private static final Comparator<WebhookRecord> EARLIEST_QUEUED_FIRST =
            Comparator.comparing(WebhookRecord::queuedAt).thenComparing(WebhookRecord::id);

    private final Map<WebhookId, WebhookRecord> records = new HashMap<>();
    private final NavigableMap<Position, WebhookId> newestFirst = new TreeMap<>(Position.NEWEST_FIRST);
    private final NavigableMap<Position, WebhookId> oldestFirst = new TreeMap<>(Position.OLDEST_FIRST);

    @Override
    public synchronized CreateOutcome create(WebhookRecord record) {
        if (record.revision() != 0) {
            throw new IllegalArgumentException("record to create must have revision 0, not " + record.revision());
        }
        WebhookRecord existing = records.putIfAbsent(record.id(), record);
        if (existing != null) {
            return new CreateOutcome.AlreadyExists(existing);
        }
        index(record);
        return new CreateOutcome.Created();
    }

    @Override
    public synchronized @Nullable WebhookRecord find(WebhookId id) {
        return records.get(id);
    }

    @Override
    public synchronized Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        Map<WebhookId, WebhookRecord> found = new LinkedHashMap<>();
        for (WebhookId id : ids) {
            WebhookRecord record = records.get(id);
            if (record != null) {
                found.put(id, record);
            }
        }
        return found;
    }

    @Override
    public synchronized List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        List<ReplaceOutcome> outcomes = new ArrayList<>(replacements.size());
        for (WebhookRecord replacement : replacements) {
            outcomes.add(replace(replacement));
        }
        return outcomes;
    }

    private ReplaceOutcome replace(WebhookRecord replacement) {
        WebhookRecord current = records.get(replacement.id());
        if (current == null) {
            return new ReplaceOutcome.Conflict(null);
        }
        if (current.revision() == replacement.revision() - 1) {
            records.put(replacement.id(), replacement);
            newestFirst.remove(Position.of(current));
            oldestFirst.remove(Position.of(current));
            index(replacement);
            return new ReplaceOutcome.Replaced();
        }
        return current.equals(replacement) ? new ReplaceOutcome.Replaced() : new ReplaceOutcome.Conflict(current);
    }

    private void index(WebhookRecord record) {
        newestFirst.put(Position.of(record), record.id());
        oldestFirst.put(Position.of(record), record.id());
    }

    @Override
    public synchronized WebhookPage list(WebhookQuery query) {
        NavigableMap<Position, WebhookId> index =
                switch (query.direction()) {
                    case NEWEST_FIRST -> newestFirst;
                    case OLDEST_FIRST -> oldestFirst;
                };
        String cursor = query.cursor();
        Collection<WebhookId> candidates = cursor == null
                ? index.values()
                : index.tailMap(Position.parse(cursor), false).values();
        List<WebhookRecord> page = new ArrayList<>();
        for (WebhookId id : candidates) {
            WebhookRecord record = stored(id);
            if (!matches(record, query)) {
                continue;
            }
            if (page.size() == query.limit()) {
                return new WebhookPage(page, Position.of(page.getLast()).toCursor());
            }
            page.add(record);
        }
        return new WebhookPage(page, null);
    }

    private static boolean matches(WebhookRecord record, WebhookQuery query) {
        WebhookStatus status = query.status();
        ProviderId provider = query.provider();
        Instant from = query.receivedFrom();
        Instant before = query.receivedBefore();
        return (status == null || record.status() == status)
                && (provider == null || record.provider().equals(provider))
                && (from == null || !record.receivedAt().isBefore(from))
                && (before == null || record.receivedAt().isBefore(before));
    }

    @Override
    public synchronized List<WebhookRecord> stranded(Instant before, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
        return records.values().stream()
                .filter(record -> isStranded(record, before))
                .sorted(EARLIEST_QUEUED_FIRST)
                .limit(limit)
                .toList();
    }

    private static boolean isStranded(WebhookRecord record, Instant before) {
        Instant due = record.notBefore();
        return !record.status().isTerminal()
                && record.queuedAt().isBefore(before)
                && (due == null || due.isBefore(before));
    }

    private WebhookRecord stored(WebhookId id) {
        WebhookRecord record = records.get(id);
        if (record == null) {
            throw new IllegalStateException("an index names a record that is not there");
        }
        return record;
    }

    /** Returns all records, the earliest received first. */
    public synchronized List<WebhookRecord> all() {
        return oldestFirst.values().stream().map(this::stored).toList();
    }

    /** Where a record stands in listings; the cursor names the last record of a page. */
    private record Position(Instant receivedAt, WebhookId id) {

        static final Comparator<Position> OLDEST_FIRST =
                Comparator.comparing(Position::receivedAt).thenComparing(Position::id);
        static final Comparator<Position> NEWEST_FIRST =
                Comparator.comparing(Position::receivedAt).reversed().thenComparing(Position::id);

        static Position of(WebhookRecord record) {
            return new Position(record.receivedAt(), record.id());
        }

        String toCursor() {
            return receivedAt + "/" + id;
        }

        static Position parse(String cursor) {
            String[] parts = cursor.split("/", -1);
            if (parts.length != 2 || !WebhookId.isWellFormed(parts[1])) {
                throw new InvalidCursorException();
            }
            try {
                return new Position(Instant.parse(parts[0]), new WebhookId(parts[1]));
            } catch (DateTimeParseException e) {
                throw new InvalidCursorException();
            }
        }
    }
}
