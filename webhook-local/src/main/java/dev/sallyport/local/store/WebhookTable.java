package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes records; whatever it writes is also counted and can be found by id. */
final class WebhookTable {

    private static final String FIND = "SELECT " + WebhookRow.COLUMNS + " FROM webhooks WHERE seq = ?";

    private static final String INSERT = "INSERT INTO webhooks (" + WebhookRow.RECORD_COLUMNS
            + ", seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** For the record that nearly every webhook begins with: each value bound costs as much as some of SQLite's work. */
    private static final String INSERT_UNTOUCHED = """
            INSERT INTO webhooks (seq, id, provider, provider_event_id, event_type, ordering_key, status, received_at,
                queued_at, attempts_since, archive_key, body_sha256, body_size, position, revision)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?7, ?7, ?8, ?9, ?10, ?11, 0)""";

    /** For the change that nearly every webhook ends with, 2 being PROCESSED. */
    private static final String UPDATE_PROCESSED = """
            UPDATE webhooks SET status = 2, not_before = NULL, order_mark = ?, processed_at = ?, revision = revision + 1
            WHERE seq BETWEEN ? AND ?""";

    private static final String UPDATE = "UPDATE webhooks SET (" + WebhookRow.RECORD_COLUMNS
            + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE seq = ?";

    private static final String OLDEST = "SELECT min(received_at) FROM webhooks WHERE provider = ? AND status = ?";

    private static final String SET_QUEUE_SEQ = "UPDATE webhooks SET queue_seq = ? WHERE seq = ?";

    private final AddressIndex addresses;
    private final WebhookCounts counts;
    private final RecentRows recent;

    WebhookTable(AddressIndex addresses, WebhookCounts counts, RecentRows recent) {
        this.addresses = addresses;
        this.counts = counts;
        this.recent = recent;
    }

    /** Finds a record as it is committed. For any thread. */
    @Nullable
    WebhookRow findCommitted(SqliteSession session, WebhookId id) throws SQLException {
        WebhookRow row = recent.committed(id);
        return row == null ? find(session, id, addresses.find(session, Address.of(id))) : row;
    }

    /** Finds a record as the transaction under way sees it. For the writer. */
    @Nullable
    WebhookRow find(SqliteSession session, WebhookId id) throws SQLException {
        WebhookRow row = recent.current(id);
        return row == null ? find(session, id, addresses.find(session, Address.of(id))) : row;
    }

    /** Finds a record among the rows that its address leads to. */
    @Nullable
    WebhookRow find(SqliteSession session, WebhookId id, long[] candidates) throws SQLException {
        for (long seq : candidates) {
            WebhookRow row = read(session, seq);
            if (row != null && row.record().id().equals(id)) {
                return row;
            }
        }
        return null;
    }

    @Nullable
    WebhookRow read(SqliteSession session, long seq) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setLong(1, seq);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? WebhookRow.read(row) : null;
        }
    }

    /** Returns when the oldest webhook of a provider and status arrived; null if there is none. */
    static @Nullable Instant oldest(SqliteSession session, ProviderId provider, WebhookStatus status)
            throws SQLException {
        PreparedStatement oldest = session.prepare(OLDEST);
        oldest.setString(1, provider.value());
        oldest.setInt(2, Codes.of(status));
        try (ResultSet row = oldest.executeQuery()) {
            return row.next() ? Times.read(row, 1) : null;
        }
    }

    /** Inserts a record, which the caller has made sure is new. Its address is the caller's to add. */
    void insert(SqliteSession session, long seq, WebhookRecord record) throws SQLException {
        if (WebhookRow.isUntouched(record)) {
            PreparedStatement insert = session.prepare(INSERT_UNTOUCHED);
            insert.setLong(1, seq);
            WebhookRow.bindUntouched(insert, 2, record);
            insert.executeUpdate();
        } else {
            PreparedStatement insert = session.prepare(INSERT);
            int next = WebhookRow.bind(insert, 1, record);
            insert.setLong(next, seq);
            insert.executeUpdate();
        }
        counts.add(record.provider(), record.status());
        recent.wrote(new WebhookRow(seq, record, seq));
    }

    void update(SqliteSession session, WebhookRow row, WebhookRecord replacement) throws SQLException {
        PreparedStatement update = session.prepare(UPDATE);
        int next = WebhookRow.bind(update, 1, replacement);
        update.setLong(next, row.seq());
        update.executeUpdate();
        noteUpdate(row, replacement);
    }

    /**
     * Updates records that were published and are otherwise as they were, those that stand side by side by one
     * statement.
     */
    void updateProcessed(SqliteSession session, List<Processed> processed) throws SQLException {
        List<Processed> inOrder = processed.stream()
                .sorted(Comparator.comparingLong(each -> each.row().seq()))
                .toList();
        int begin = 0;
        for (int i = 1; i <= inOrder.size(); i++) {
            if (i == inOrder.size() || !inOrder.get(i).goesOn(inOrder.get(i - 1))) {
                updateRun(session, inOrder.subList(begin, i));
                begin = i;
            }
        }
    }

    private void updateRun(SqliteSession session, List<Processed> run) throws SQLException {
        PreparedStatement update = session.prepare(UPDATE_PROCESSED);
        update.setString(1, Codes.of(run.getFirst().replacement().orderMark()));
        Times.bind(update, 2, run.getFirst().replacement().processedAt());
        update.setLong(3, run.getFirst().row().seq());
        update.setLong(4, run.getLast().row().seq());
        update.executeUpdate();
        run.forEach(each -> noteUpdate(each.row(), each.replacement()));
    }

    private void noteUpdate(WebhookRow row, WebhookRecord replacement) {
        counts.remove(row.record().provider(), row.record().status());
        counts.add(replacement.provider(), replacement.status());
        recent.wrote(new WebhookRow(row.seq(), replacement, row.queueSeq()));
    }

    /** Tells whether a record was published, and is otherwise as it was. */
    static boolean isOnlyProcessed(WebhookRecord before, WebhookRecord after) {
        Instant processedAt = after.processedAt();
        return after.status() == WebhookStatus.PROCESSED
                && processedAt != null
                && after.equals(before.marked(after.orderMark()).processed(processedAt));
    }

    void setQueueSeq(SqliteSession session, WebhookRow row, long queueSeq) throws SQLException {
        PreparedStatement update = session.prepare(SET_QUEUE_SEQ);
        update.setLong(1, queueSeq);
        update.setLong(2, row.seq());
        update.executeUpdate();
        recent.wrote(new WebhookRow(row.seq(), row.record(), queueSeq));
    }

    /**
     * A record that was published and is otherwise as it was.
     *
     * @param row as it was
     * @param replacement as it is to be
     */
    record Processed(WebhookRow row, WebhookRecord replacement) {

        /** Tells whether one statement can say of both what has become of them. */
        boolean goesOn(Processed before) {
            return row.seq() == before.row.seq() + 1
                    && Objects.equals(replacement.processedAt(), before.replacement.processedAt())
                    && replacement.orderMark() == before.replacement.orderMark();
        }
    }
}
