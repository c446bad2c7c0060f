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

/** Reads and writes publications, numbered from 1 without a gap. */
final class PublicationTable implements CommitParticipant {

    private static final String LAST = "SELECT max(sequence) FROM publication_log";

    private static final String UNRECORDED = "SELECT count(*) FROM (SELECT 1 FROM published_unrecorded LIMIT 1)";
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

    /** Publishes an event, unless its webhook is published; a replay is published always. */
    void publish(SqliteSession session, PublishedEvent event) throws SQLException {
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
