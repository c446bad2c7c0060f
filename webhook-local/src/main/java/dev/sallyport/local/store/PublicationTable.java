package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
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

    private static final String LAST = "SELECT max(sequence) FROM publications";

    private static final String MARK_PUBLISHED =
            "INSERT OR IGNORE INTO published (webhook_seq, sequence) VALUES (?, ?)";

    private static final String IS_PUBLISHED_UNRECORDED = "SELECT 1 FROM published_unrecorded WHERE webhook_id = ?";
    private static final String MARK_PUBLISHED_UNRECORDED =
            "INSERT INTO published_unrecorded (webhook_id, sequence) VALUES (?, ?)";

    private static final String INSERT = """
            INSERT INTO publications (sequence, webhook_id, provider, event_type, ordering_key, received_at, archive_key,
                processed_at, attempt, order_mark, replay)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String AFTER = """
            SELECT sequence, webhook_id, provider, event_type, ordering_key, received_at, archive_key, processed_at,
                attempt, order_mark, replay
            FROM publications WHERE sequence > ? ORDER BY sequence LIMIT ?""";

    private final WebhookTable webhooks;
    private long last;
    private long lastCommitted;

    private PublicationTable(WebhookTable webhooks, long last) {
        this.webhooks = webhooks;
        this.last = last;
        this.lastCommitted = last;
    }

    static PublicationTable load(SqliteSession session, WebhookTable webhooks) throws SQLException {
        return new PublicationTable(webhooks, session.number(LAST));
    }

    /** Publishes an event, unless its webhook is published; a replay is published always. */
    void publish(SqliteSession session, PublishedEvent event) throws SQLException {
        if (event.replay() || markPublished(session, event.webhookId())) {
            insert(session, ++last, event);
        }
    }

    /** Returns false if the webhook was marked before. */
    private boolean markPublished(SqliteSession session, WebhookId id) throws SQLException {
        PreparedStatement unrecorded = session.prepare(IS_PUBLISHED_UNRECORDED);
        unrecorded.setString(1, id.value());
        if (hasRow(unrecorded)) {
            return false;
        }
        WebhookRow row = webhooks.find(session, id);
        if (row == null) {
            PreparedStatement mark = session.prepare(MARK_PUBLISHED_UNRECORDED);
            mark.setString(1, id.value());
            mark.setLong(2, last + 1);
            mark.executeUpdate();
            return true;
        }
        PreparedStatement mark = session.prepare(MARK_PUBLISHED);
        mark.setLong(1, row.seq());
        mark.setLong(2, last + 1);
        return mark.executeUpdate() == 1;
    }

    private static boolean hasRow(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    private static void insert(SqliteSession session, long sequence, PublishedEvent event) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, sequence);
        insert.setString(2, event.webhookId().value());
        insert.setString(3, event.provider().value());
        insert.setString(4, event.eventType().value());
        insert.setString(5, event.orderingKey().value());
        insert.setLong(6, EpochNanos.of(event.receivedAt()));
        insert.setString(7, event.archiveKey().value());
        insert.setLong(8, EpochNanos.of(event.processedAt()));
        insert.setInt(9, event.attempt());
        insert.setString(10, Codes.of(event.orderMark()));
        insert.setBoolean(11, event.replay());
        insert.executeUpdate();
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
                        new WebhookId(row.getString(2)),
                        new ProviderId(row.getString(3)),
                        new EventType(row.getString(4)),
                        new OrderingKey(row.getString(5)),
                        EpochNanos.toInstant(row.getLong(6)),
                        new ArchiveKey(row.getString(7)),
                        EpochNanos.toInstant(row.getLong(8)),
                        row.getInt(9),
                        Codes.orderMark(row.getString(10)),
                        row.getBoolean(11)));
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
