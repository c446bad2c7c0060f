package dev.sallyport.local.store;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.local.store.WebhookTable.Processed;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps records in SQLite. Safe for any number of threads. */
public final class SqliteWebhookStore implements WebhookStore {

    private static final int RECORD_BYTES = 512;
    private static final int LARGEST_LIMIT = 1_000;

    /** Statuses below 2 are those of webhooks that are not terminal. */
    private static final String STRANDED = "SELECT " + WebhookRow.COLUMNS + """
             FROM webhooks
            WHERE status < 2 AND queued_at < ? AND (not_before IS NULL OR not_before < ?)
            ORDER BY queued_at LIMIT ?""";

    private final SqliteEngine engine;
    private final Tables tables;

    SqliteWebhookStore(SqliteEngine engine, Tables tables) {
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        Records.requireNew(record);
        return engine.write(Admission.NEW_WORK, RECORD_BYTES, session -> create(session, record));
    }

    private CreateOutcome create(SqliteSession session, WebhookRecord record) throws SQLException {
        WebhookRow existing = tables.webhooks().find(session, record.id());
        if (existing != null) {
            return new CreateOutcome.AlreadyExists(existing.record());
        }
        long seq = tables.sequence().next();
        tables.webhooks().insert(session, seq, record);
        tables.addresses().add(Address.of(record.id()), seq);
        return new CreateOutcome.Created();
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        return findAll(List.of(id)).get(id);
    }

    @Override
    public Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        Set<WebhookId> distinct = Set.copyOf(ids);
        if (distinct.isEmpty()) {
            return Map.of();
        }
        return engine.read(session -> {
            Map<WebhookId, WebhookRecord> found = new HashMap<>();
            for (WebhookId id : distinct) {
                WebhookRow row = tables.webhooks().findCommitted(session, id);
                if (row != null) {
                    found.put(id, row.record());
                }
            }
            return found;
        });
    }

    @Override
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        List<WebhookRecord> all = List.copyOf(replacements);
        if (all.isEmpty()) {
            return List.of();
        }
        all.forEach(Records::requireKeepable);
        return engine.write(Admission.OWN_WORK, all.size() * RECORD_BYTES, session -> {
            List<ReplaceOutcome> outcomes = new ArrayList<>(all.size());
            List<Processed> processed = new ArrayList<>(all.size());
            for (WebhookRecord replacement : all) {
                outcomes.add(replace(session, replacement, processed));
            }
            tables.webhooks().updateProcessed(session, processed);
            return outcomes;
        });
    }

    private ReplaceOutcome replace(SqliteSession session, WebhookRecord replacement, List<Processed> processed)
            throws SQLException {
        WebhookRow current = tables.webhooks().find(session, replacement.id());
        if (current == null) {
            return new ReplaceOutcome.Conflict(null);
        }
        if (current.record().revision() == replacement.revision() - 1) {
            if (WebhookTable.isOnlyProcessed(current.record(), replacement)) {
                processed.add(new Processed(current, replacement));
            } else {
                tables.webhooks().update(session, current, replacement);
            }
            return new ReplaceOutcome.Replaced();
        }
        return current.record().equals(replacement)
                ? new ReplaceOutcome.Replaced()
                : new ReplaceOutcome.Conflict(current.record());
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        WebhookListing listing = WebhookListing.of(query);
        return engine.readSnapshot(
                session -> listing.read(session, tables.counts().providers(), tables.webhooks()));
    }

    @Override
    public List<WebhookRecord> stranded(Instant before, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT + ", not " + limit);
        }
        long nanos = Times.toNearestNanos(before);
        return engine.read(session -> {
            PreparedStatement stranded = session.prepare(STRANDED);
            stranded.setLong(1, nanos);
            stranded.setLong(2, nanos);
            stranded.setInt(3, limit);
            List<WebhookRecord> records = new ArrayList<>();
            try (ResultSet rows = stranded.executeQuery()) {
                while (rows.next()) {
                    records.add(WebhookRow.read(rows).record());
                }
            }
            return records;
        });
    }
}
