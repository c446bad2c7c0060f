package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Removes deliveries and events whose retention is over, found by when they ended. */
final class DeliveryExpiry {

    private static final String ENDED = """
            SELECT seq, event_seq FROM deliveries
            WHERE status = ? AND status > 0 AND ended_at <= ? ORDER BY ended_at LIMIT ?""";
    private static final String REMOVE_ATTEMPTS = "DELETE FROM attempts WHERE delivery_seq = ?";
    private static final String REMOVE_DELIVERY = "DELETE FROM deliveries WHERE seq = ?";
    private static final String HAS_DELIVERY = "SELECT 1 FROM deliveries WHERE event_seq = ? LIMIT 1";
    private static final String REMOVE_EVENT = "DELETE FROM events WHERE seq = ?";
    private static final String UNWANTED =
            "SELECT seq FROM events WHERE unwanted_since <= ? AND unwanted_since IS NOT NULL LIMIT ?";

    private DeliveryExpiry() {}

    /** Returns how many deliveries, and events without any, were removed. */
    static int remove(SqliteSession session, RetentionPolicy retention, Instant now, int limit) throws SQLException {
        int removed = 0;
        for (DeliveryStatus status : DeliveryStatus.values()) {
            if (status.isTerminal() && removed < limit) {
                removed += removeEnded(session, status, now.minus(retention.of(status)), limit - removed);
            }
        }
        return removed < limit
                ? removed + removeUnwanted(session, now.minus(retention.settled()), limit - removed)
                : removed;
    }

    private static int removeEnded(SqliteSession session, DeliveryStatus status, Instant until, int limit)
            throws SQLException {
        PreparedStatement ended = session.prepare(ENDED);
        ended.setInt(1, Statuses.code(status));
        ended.setLong(2, Times.toNearestNanos(until));
        ended.setInt(3, limit);
        List<Ended> over = Rows.all(ended, row -> new Ended(row.getLong(1), row.getLong(2)));
        for (Ended delivery : over) {
            execute(session, REMOVE_ATTEMPTS, delivery.seq());
            execute(session, REMOVE_DELIVERY, delivery.seq());
            PreparedStatement hasDelivery = session.prepare(HAS_DELIVERY);
            hasDelivery.setLong(1, delivery.eventSeq());
            if (Rows.number(hasDelivery) == 0) {
                execute(session, REMOVE_EVENT, delivery.eventSeq());
            }
        }
        return over.size();
    }

    private static int removeUnwanted(SqliteSession session, Instant until, int limit) throws SQLException {
        PreparedStatement unwanted = session.prepare(UNWANTED);
        unwanted.setLong(1, Times.toNearestNanos(until));
        unwanted.setInt(2, limit);
        List<Long> over = Rows.all(unwanted, row -> row.getLong(1));
        for (long seq : over) {
            execute(session, REMOVE_EVENT, seq);
        }
        return over.size();
    }

    private static void execute(SqliteSession session, String sql, long seq) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        statement.setLong(1, seq);
        statement.executeUpdate();
    }

    private record Ended(long seq, long eventSeq) {}
}
