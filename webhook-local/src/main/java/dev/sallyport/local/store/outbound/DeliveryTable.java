package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes deliveries. A delivery's position in a lane is its row's number. */
final class DeliveryTable {

    private static final String COLUMNS = "seq, event, endpoint, tenant, event_type, status, reason, ordering_key,"
            + " accepted_at, opened_at, due_at, wake_at, attempts, attempts_before, ended_at, revision";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM deliveries ";

    /** The planner would rather sort what an index over all statuses has. */
    private static final String BY_LANE = SELECT + "INDEXED BY deliveries_by_lane ";

    private static final String BY_WAKE = SELECT + "INDEXED BY deliveries_by_wake ";

    private static final String BY_SEQ = SELECT + "WHERE seq = ?";
    private static final String OF_EVENT = SELECT + "WHERE event_seq = ? ORDER BY endpoint";
    private static final String ONE_OF_EVENT = SELECT + "WHERE event_seq = ? AND endpoint = ?";
    private static final String HEAD = BY_LANE
            + "WHERE status = 0 AND endpoint = ? AND ordering_key = ? AND ordering_key IS NOT NULL"
            + " ORDER BY seq LIMIT 1";
    private static final String WAKEABLE = BY_WAKE
            + "WHERE status = 0 AND (wake_at, event, endpoint) > (?, ?, ?) AND wake_at <= ?"
            + " ORDER BY wake_at, event, endpoint LIMIT ?";

    private static final String INSERT = "INSERT INTO deliveries (event_seq, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = """
            UPDATE deliveries SET status = ?, reason = ?, opened_at = ?, due_at = ?, wake_at = ?, attempts = ?,
                attempts_before = ?, ended_at = ?, revision = ?
            WHERE seq = ?""";

    private DeliveryTable() {}

    /** One delivery and where it is kept. */
    record Row(long seq, Delivery delivery) {}

    /** Inserts a delivery and returns it as it was placed. */
    static Delivery insert(SqliteSession session, long eventSeq, long seq, Delivery delivery) throws SQLException {
        Delivery placed = Delivery.builder()
                .from(delivery)
                .position(delivery.lane() == null ? 0 : seq)
                .build();
        OrderingKey key = placed.orderingKey();
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, eventSeq);
        insert.setLong(2, seq);
        insert.setString(3, placed.id().event().value());
        insert.setString(4, placed.id().endpoint().value());
        insert.setString(5, placed.tenant().value());
        insert.setString(6, placed.eventType().value());
        insert.setInt(7, Statuses.code(placed.status()));
        insert.setString(8, placed.reason());
        insert.setString(9, key == null ? null : key.value());
        insert.setLong(10, EpochNanos.of(placed.acceptedAt()));
        insert.setLong(11, EpochNanos.of(placed.openedAt()));
        insert.setLong(12, EpochNanos.of(placed.dueAt()));
        insert.setLong(13, EpochNanos.of(placed.wakeAt()));
        insert.setInt(14, placed.attempts());
        insert.setInt(15, placed.attemptsBefore());
        Times.bind(insert, 16, placed.endedAt());
        insert.setLong(17, placed.revision());
        insert.executeUpdate();
        return placed;
    }

    static void update(SqliteSession session, long seq, Delivery replacement) throws SQLException {
        PreparedStatement update = session.prepare(UPDATE);
        update.setInt(1, Statuses.code(replacement.status()));
        update.setString(2, replacement.reason());
        update.setLong(3, EpochNanos.of(replacement.openedAt()));
        update.setLong(4, EpochNanos.of(replacement.dueAt()));
        update.setLong(5, EpochNanos.of(replacement.wakeAt()));
        update.setInt(6, replacement.attempts());
        update.setInt(7, replacement.attemptsBefore());
        Times.bind(update, 8, replacement.endedAt());
        update.setLong(9, replacement.revision());
        update.setLong(10, seq);
        update.executeUpdate();
    }

    static @Nullable Row find(SqliteSession session, DeliveryId id) throws SQLException {
        PreparedStatement find = session.prepare(ONE_OF_EVENT);
        find.setLong(1, EventTable.seqOf(session, id.event()));
        find.setString(2, id.endpoint().value());
        return Rows.first(find, DeliveryTable::row);
    }

    static @Nullable Delivery read(SqliteSession session, long seq) throws SQLException {
        PreparedStatement read = session.prepare(BY_SEQ);
        read.setLong(1, seq);
        return Rows.first(read, DeliveryTable::delivery);
    }

    static List<Delivery> ofEvent(SqliteSession session, EventId event) throws SQLException {
        PreparedStatement ofEvent = session.prepare(OF_EVENT);
        ofEvent.setLong(1, EventTable.seqOf(session, event));
        return Rows.all(ofEvent, DeliveryTable::delivery);
    }

    static @Nullable Delivery headOf(SqliteSession session, Lane lane) throws SQLException {
        PreparedStatement head = session.prepare(HEAD);
        head.setString(1, lane.endpoint().value());
        head.setString(2, lane.key().value());
        return Rows.first(head, DeliveryTable::delivery);
    }

    static List<Delivery> wakeable(SqliteSession session, Instant until, @Nullable Delivery after, int limit)
            throws SQLException {
        PreparedStatement wakeable = session.prepare(WAKEABLE);
        // No id is empty: without an earlier page the range begins before all of them.
        wakeable.setLong(1, after == null ? Long.MIN_VALUE : EpochNanos.of(after.wakeAt()));
        wakeable.setString(2, after == null ? "" : after.id().event().value());
        wakeable.setString(3, after == null ? "" : after.id().endpoint().value());
        wakeable.setLong(4, Times.toNearestNanos(until));
        wakeable.setInt(5, limit);
        return Rows.all(wakeable, DeliveryTable::delivery);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), delivery(row));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String key = row.getString(8);
        return Delivery.builder()
                .id(new DeliveryId(new EventId(row.getString(2)), new EndpointId(row.getString(3))))
                .tenant(new TenantId(row.getString(4)))
                .eventType(new EventType(row.getString(5)))
                .status(Statuses.status(row.getInt(6)))
                .reason(row.getString(7))
                .orderingKey(key == null ? null : new OrderingKey(key))
                .position(key == null ? 0 : row.getLong(1))
                .acceptedAt(EpochNanos.toInstant(row.getLong(9)))
                .openedAt(EpochNanos.toInstant(row.getLong(10)))
                .dueAt(EpochNanos.toInstant(row.getLong(11)))
                .wakeAt(EpochNanos.toInstant(row.getLong(12)))
                .attempts(row.getInt(13))
                .attemptsBefore(row.getInt(14))
                .endedAt(Times.read(row, 15))
                .revision(row.getLong(16))
                .build();
    }
}
