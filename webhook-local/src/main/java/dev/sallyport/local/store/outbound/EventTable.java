package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads and writes events. */
final class EventTable {

    /** The number of no row. */
    private static final long NONE = 0;

    private static final String COLUMNS = "id, tenant, origin, event_type, content_type, own_id, idempotency_key,"
            + " ordering_key, accepted_at, due_at, fingerprint, body";

    private static final String FIND = "SELECT " + COLUMNS + " FROM events WHERE id = ?";
    private static final String FIND_BY_KEY = "SELECT " + COLUMNS
            + " FROM events WHERE tenant = ? AND idempotency_key = ? AND idempotency_key IS NOT NULL";
    private static final String SEQ = "SELECT seq FROM events WHERE id = ?";
    private static final String INSERT = "INSERT INTO events (seq, unwanted_since, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private EventTable() {}

    /** Returns the event of the same idempotency key, or else of the same id; null if there is neither. */
    static @Nullable Event existing(SqliteSession session, Event event) throws SQLException {
        String key = event.idempotencyKey();
        Event sameKey = key == null ? null : findByKey(session, event.tenant(), key);
        return sameKey == null ? find(session, event.id()) : sameKey;
    }

    private static @Nullable Event findByKey(SqliteSession session, TenantId tenant, String key) throws SQLException {
        PreparedStatement find = session.prepare(FIND_BY_KEY);
        find.setString(1, tenant.value());
        find.setString(2, key);
        return Rows.first(find, EventTable::event);
    }

    static @Nullable Event find(SqliteSession session, EventId id) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, id.value());
        return Rows.first(find, EventTable::event);
    }

    /** Returns the number of an event's row; one that no row has if there is none. */
    static long seqOf(SqliteSession session, EventId id) throws SQLException {
        PreparedStatement find = session.prepare(SEQ);
        find.setString(1, id.value());
        Long seq = Rows.first(find, row -> row.getLong(1));
        return seq == null ? NONE : seq;
    }

    static void insert(SqliteSession session, long seq, Event event, boolean wanted) throws SQLException {
        OrderingKey key = event.orderingKey();
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, seq);
        Times.bind(insert, 2, wanted ? null : event.dueAt());
        insert.setString(3, event.id().value());
        insert.setString(4, event.tenant().value());
        insert.setString(5, event.origin().name());
        insert.setString(6, event.type().value());
        insert.setString(7, event.contentType());
        insert.setString(8, event.ownId());
        insert.setString(9, event.idempotencyKey());
        insert.setString(10, key == null ? null : key.value());
        insert.setLong(11, EpochNanos.of(event.acceptedAt()));
        insert.setLong(12, EpochNanos.of(event.dueAt()));
        insert.setBytes(13, event.fingerprint().toByteArray());
        insert.setBytes(14, event.body().toByteArray());
        insert.executeUpdate();
    }

    private static Event event(ResultSet row) throws SQLException {
        String key = row.getString(8);
        return Event.builder()
                .id(new EventId(row.getString(1)))
                .tenant(new TenantId(row.getString(2)))
                .origin(EventOrigin.valueOf(row.getString(3)))
                .type(new EventType(row.getString(4)))
                .contentType(row.getString(5))
                .ownId(row.getString(6))
                .idempotencyKey(row.getString(7))
                .orderingKey(key == null ? null : new OrderingKey(key))
                .acceptedAt(EpochNanos.toInstant(row.getLong(9)))
                .dueAt(EpochNanos.toInstant(row.getLong(10)))
                .fingerprint(Sha256.of(row.getBytes(11)))
                .body(RawPayload.adopt(row.getBytes(12)))
                .build();
    }
}
