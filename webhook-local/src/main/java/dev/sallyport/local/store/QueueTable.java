package dev.sallyport.local.store;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.RowSequence;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads and writes queue entries, and keeps the {@link Backlog} in step with them. */
final class QueueTable implements CommitParticipant {

    private static final String FIND = "SELECT webhook_id FROM queue WHERE seq = ?";
    private static final String INSERT = "INSERT INTO queue (seq, webhook_id, ordering_key) VALUES (?, ?, ?)";
    private static final String FIND_ALL = "SELECT seq, webhook_id FROM queue WHERE seq BETWEEN ? AND ?";
    private static final String DELETE = "DELETE FROM queue WHERE seq BETWEEN ? AND ?";
    private static final String LOAD =
            "SELECT seq, ordering_key FROM queue WHERE seq > ? ORDER BY seq LIMIT " + Backlog.LOADED_AT_ONCE;

    /** For webhooks just taken in, whose records say all that an entry says. */
    private static final String INSERT_TAKEN_IN = """
            INSERT INTO queue (seq, webhook_id, ordering_key)
            SELECT seq, id, ordering_key FROM webhooks WHERE seq BETWEEN ? AND ?""";

    private final RowSequence sequence;
    private final WebhookTable webhooks;
    private final Backlog backlog;

    /**
     * Where the webhooks stand that the transaction under way has taken in. Their entries are inserted together before
     * it commits: one statement for each would be a tenth of the writer's time. The writer's own.
     */
    private final List<SeqRange> takenIn = new ArrayList<>();

    QueueTable(RowSequence sequence, WebhookTable webhooks, Backlog backlog) {
        this.sequence = sequence;
        this.webhooks = webhooks;
        this.backlog = backlog;
    }

    /** Refuses when as much waits as may: to be asked before anything is written. */
    void requireRoom() {
        if (backlog.isFull()) {
            throw new PortUnavailableException("too many webhooks wait to be processed");
        }
    }

    /** Returns whose entry it is; null if there is none. */
    @Nullable
    WebhookId find(SqliteSession session, long seq) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setLong(1, seq);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? new WebhookId(row.getString(1)) : null;
        }
    }

    /** Returns whose entries stand at some places; those without one are absent. */
    Map<Long, WebhookId> findAll(SqliteSession session, LongStream seqs) throws SQLException {
        Map<Long, WebhookId> found = new HashMap<>();
        PreparedStatement find = session.prepare(FIND_ALL);
        for (SeqRange range : SeqRange.covering(seqs)) {
            find.setLong(1, range.first());
            find.setLong(2, range.last());
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), new WebhookId(rows.getString(2)));
                }
            }
        }
        return found;
    }

    void insert(SqliteSession session, long seq, WebhookId id, OrderingKey key) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, seq);
        insert.setString(2, id.value());
        insert.setString(3, key.value());
        insert.executeUpdate();
        backlog.append(seq, key);
    }

    /** Queues a webhook whose record the transaction under way has inserted at the same place. */
    void insertTakenIn(long seq, OrderingKey key) {
        SeqRange last = takenIn.isEmpty() ? null : takenIn.getLast();
        if (last != null && last.last() + 1 == seq) {
            takenIn.set(takenIn.size() - 1, new SeqRange(last.first(), seq));
        } else {
            takenIn.add(new SeqRange(seq, seq));
        }
        backlog.append(seq, key);
    }

    @Override
    public void beforeCommit(SqliteSession session) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT_TAKEN_IN);
        for (SeqRange range : takenIn) {
            insert.setLong(1, range.first());
            insert.setLong(2, range.last());
            insert.executeUpdate();
        }
    }

    @Override
    public void afterCommit() {
        takenIn.clear();
    }

    @Override
    public void afterRollback() {
        takenIn.clear();
    }

    /** Tells whether a webhook is in the queue, as the transaction under way sees it. For the writer. */
    boolean contains(SqliteSession session, WebhookRow row) throws SQLException {
        long seq = row.queueSeq();
        return takenIn.stream().anyMatch(range -> range.first() <= seq && seq <= range.last())
                || find(session, seq) != null;
    }

    /**
     * Tells whether a webhook waits in the queue, and is not handed out: a worker that has it may have looked at its
     * record before the last change, and be about to remove the entry.
     */
    boolean waits(SqliteSession session, WebhookRow row) throws SQLException {
        return contains(session, row)
                && !backlog.isOut(row.queueSeq(), row.record().orderingKey());
    }

    /** Queues a recorded webhook behind all others of its key. */
    void append(SqliteSession session, WebhookRow row) throws SQLException {
        requireRoom();
        long seq = sequence.next();
        insert(session, seq, row.record().id(), row.record().orderingKey());
        webhooks.setQueueSeq(session, row, seq);
    }

    void delete(SqliteSession session, List<Backlog.Entry> entries) throws SQLException {
        PreparedStatement delete = session.prepare(DELETE);
        for (SeqRange range : SeqRange.covering(entries.stream().mapToLong(Backlog.Entry::seq))) {
            delete.setLong(1, range.first());
            delete.setLong(2, range.last());
            delete.executeUpdate();
        }
        entries.forEach(backlog::delete);
    }

    /** Tells the backlog of every entry, in order. */
    static void load(SqliteSession session, Backlog backlog) throws SQLException {
        PreparedStatement load = session.prepare(LOAD);
        long after = 0;
        boolean more = true;
        while (more) {
            load.setLong(1, after);
            more = false;
            try (ResultSet rows = load.executeQuery()) {
                while (rows.next()) {
                    after = rows.getLong(1);
                    backlog.append(after, new OrderingKey(rows.getString(2)));
                    more = true;
                }
            }
            backlog.afterCommit();
        }
    }
}
