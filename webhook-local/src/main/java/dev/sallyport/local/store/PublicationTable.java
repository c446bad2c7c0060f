package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes publications, numbered from 1 without a gap. */
final class PublicationTable implements CommitParticipant {

    private static final String LAST = "SELECT max(sequence) FROM publication_log";

    private static final String UNRECORDED =
            "SELECT EXISTS (SELECT 1 FROM published_unrecorded WHERE webhook_id >= '')";
    private static final String IS_PUBLISHED_UNRECORDED = "SELECT 1 FROM published_unrecorded WHERE webhook_id = ?";
    private static final String MARK_PUBLISHED_UNRECORDED =
            "INSERT INTO published_unrecorded (webhook_id, sequence) VALUES (?, ?)";

    /** Inserts nothing if the webhook is published, unless this is a replay. */
    private static final String UNLESS_PUBLISHED =
            " ON CONFLICT (webhook_seq) WHERE replay = 0 AND webhook_seq IS NOT NULL DO NOTHING";

    private static final String INSERT_RECORDED = """
            INSERT INTO publication_log (sequence, webhook_seq, processed_at, attempt, order_mark, replay)
            VALUES (?, ?, ?, ?, ?, ?)""" + UNLESS_PUBLISHED;

    private static final String INSERT = """
            INSERT INTO publication_log (sequence, webhook_seq, processed_at, attempt, order_mark, replay, webhook_id,
                provider, event_type, ordering_key, received_at, archive_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""" + UNLESS_PUBLISHED;

    private static final String IS_ANY_PUBLISHED =
            "SELECT EXISTS (SELECT 1 FROM publication_log WHERE webhook_seq BETWEEN ? AND ? AND replay = 0)";

    /** For webhooks that stand side by side. */
    private static final String INSERT_RUN = """
            INSERT INTO publication_log (sequence, webhook_seq, processed_at, attempt, order_mark, replay)
            SELECT ?1 + seq, seq, ?2, ?3, ?4, 0 FROM webhooks WHERE seq BETWEEN ?5 AND ?6""";

    private static final String AFTER = """
            SELECT p.sequence, p.processed_at, p.attempt, p.order_mark, p.replay, ifnull(p.webhook_id, w.id),
                ifnull(p.provider, w.provider), ifnull(p.event_type, w.event_type),
                ifnull(p.ordering_key, w.ordering_key), ifnull(p.received_at, w.received_at),
                ifnull(p.archive_key, w.archive_key)
            FROM publication_log p LEFT JOIN webhooks w ON w.seq = p.webhook_seq AND p.webhook_id IS NULL
            WHERE p.sequence > ? ORDER BY p.sequence LIMIT ?""";

    private final WebhookTable webhooks;
    private long last;
    private long lastCommitted;

    /** Whether events may have been published that had no record: hardly ever, and then each has to be looked up. */
    private boolean someUnrecorded;

    private PublicationTable(WebhookTable webhooks, long last, boolean someUnrecorded) {
        this.webhooks = webhooks;
        this.last = last;
        this.lastCommitted = last;
        this.someUnrecorded = someUnrecorded;
    }

    static PublicationTable load(SqliteSession session, WebhookTable webhooks) throws SQLException {
        return new PublicationTable(webhooks, session.number(LAST), session.number(UNRECORDED) > 0);
    }

    /**
     * An event to be published.
     *
     * @param row the record that says what the event says; null if there is none, or it says something else
     */
    private record Part(PublishedEvent event, @Nullable WebhookRow row) {

        /** Tells whether one statement can publish both. */
        boolean goesOn(Part before) {
            return row != null
                    && before.row != null
                    && row.seq() == before.row.seq() + 1
                    && !event.replay()
                    && !before.event.replay()
                    && event.processedAt().equals(before.event.processedAt())
                    && event.attempt() == before.event.attempt()
                    && event.orderMark() == before.event.orderMark();
        }
    }

    /**
     * Publishes events in order, except those whose webhooks are published; a replay is published always. What was
     * accepted together is mostly published together, and then by one statement.
     */
    void publish(SqliteSession session, List<PublishedEvent> events) throws SQLException {
        List<Part> run = new ArrayList<>();
        for (PublishedEvent event : events) {
            WebhookRow row = webhooks.find(session, event.webhookId());
            Part part = new Part(event, row != null && isSaidBy(row.record(), event) ? row : null);
            if (!run.isEmpty() && !part.goesOn(run.getLast())) {
                publishRun(session, run);
                run.clear();
            }
            run.add(part);
        }
        publishRun(session, run);
    }

    private void publishRun(SqliteSession session, List<Part> run) throws SQLException {
        WebhookRow first = run.isEmpty() ? null : run.getFirst().row();
        if (first == null || run.size() == 1 || someUnrecorded || isAnyPublished(session, first, run.size())) {
            for (Part part : run) {
                publish(session, part.event());
            }
            return;
        }
        PublishedEvent event = run.getFirst().event();
        PreparedStatement insert = session.prepare(INSERT_RUN);
        insert.setLong(1, last + 1 - first.seq());
        insert.setLong(2, EpochNanos.of(event.processedAt()));
        insert.setInt(3, event.attempt());
        insert.setString(4, Codes.of(event.orderMark()));
        insert.setLong(5, first.seq());
        insert.setLong(6, first.seq() + run.size() - 1);
        last += insert.executeUpdate();
    }

    private static boolean isAnyPublished(SqliteSession session, WebhookRow first, int count) throws SQLException {
        PreparedStatement isAny = session.prepare(IS_ANY_PUBLISHED);
        isAny.setLong(1, first.seq());
        isAny.setLong(2, first.seq() + count - 1);
        try (ResultSet row = isAny.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void publish(SqliteSession session, PublishedEvent event) throws SQLException {
        if (!event.replay() && someUnrecorded && isPublishedUnrecorded(session, event.webhookId())) {
            return;
        }
        WebhookRow row = webhooks.find(session, event.webhookId());
        if (row == null && !event.replay()) {
            markPublishedUnrecorded(session, event.webhookId());
        }
        boolean isSaidByRecord = row != null && isSaidBy(row.record(), event);
        PreparedStatement insert = session.prepare(isSaidByRecord ? INSERT_RECORDED : INSERT);
        insert.setLong(1, last + 1);
        if (row == null) {
            insert.setObject(2, null);
        } else {
            insert.setLong(2, row.seq());
        }
        insert.setLong(3, EpochNanos.of(event.processedAt()));
        insert.setInt(4, event.attempt());
        insert.setString(5, Codes.of(event.orderMark()));
        insert.setBoolean(6, event.replay());
        if (!isSaidByRecord) {
            insert.setString(7, event.webhookId().value());
            insert.setString(8, event.provider().value());
            insert.setString(9, event.eventType().value());
            insert.setString(10, event.orderingKey().value());
            insert.setLong(11, EpochNanos.of(event.receivedAt()));
            insert.setString(12, event.archiveKey().value());
        }
        last += insert.executeUpdate();
    }

    private static boolean isSaidBy(WebhookRecord record, PublishedEvent event) {
        return record.provider().equals(event.provider())
                && record.eventType().equals(event.eventType())
                && record.orderingKey().equals(event.orderingKey())
                && record.receivedAt().equals(event.receivedAt())
                && record.archiveKey().equals(event.archiveKey());
    }

    private static boolean isPublishedUnrecorded(SqliteSession session, WebhookId id) throws SQLException {
        PreparedStatement find = session.prepare(IS_PUBLISHED_UNRECORDED);
        find.setString(1, id.value());
        try (ResultSet row = find.executeQuery()) {
            return row.next();
        }
    }

    private void markPublishedUnrecorded(SqliteSession session, WebhookId id) throws SQLException {
        PreparedStatement mark = session.prepare(MARK_PUBLISHED_UNRECORDED);
        mark.setString(1, id.value());
        mark.setLong(2, last + 1);
        mark.executeUpdate();
        // Stays so after a rollback: looking once too often does no harm.
        someUnrecorded = true;
    }

    static List<Publication> after(SqliteSession session, long sequence, int limit) throws SQLException {
        PreparedStatement after = session.prepare(AFTER);
        after.setLong(1, sequence);
        after.setInt(2, limit);
        List<Publication> publications = new ArrayList<>();
        try (ResultSet rows = after.executeQuery()) {
            while (rows.next()) {
                publications.add(read(rows));
            }
        }
        return publications;
    }

    private static Publication read(ResultSet row) throws SQLException {
        return new Publication(
                row.getLong(1),
                new PublishedEvent(
                        new WebhookId(row.getString(6)),
                        new ProviderId(row.getString(7)),
                        new EventType(row.getString(8)),
                        new OrderingKey(row.getString(9)),
                        EpochNanos.toInstant(row.getLong(10)),
                        new ArchiveKey(row.getString(11)),
                        EpochNanos.toInstant(row.getLong(2)),
                        row.getInt(3),
                        Codes.orderMark(row.getString(4)),
                        row.getBoolean(5)));
    }

    @Override
    public void afterCommit() {
        lastCommitted = last;
    }

    @Override
    public void afterRollback() {
        last = lastCommitted;
    }
}
