package dev.sallyport.local.store;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.EventPosition.Timed;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the newest positions of ordering keys in SQLite. Safe for any number of threads. */
public final class SqliteOrderPositionStore implements OrderPositionStore {

    private static final int POSITION_BYTES = 256;

    private static final String FIND = "SELECT timed, position, tie_break FROM order_positions WHERE ordering_key = ?";
    private static final String PUT = "INSERT INTO order_positions (ordering_key, timed, position, tie_break)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (ordering_key) DO UPDATE SET"
            + " timed = excluded.timed, position = excluded.position, tie_break = excluded.tie_break";

    private final SqliteEngine engine;

    SqliteOrderPositionStore(SqliteEngine engine) {
        this.engine = engine;
    }

    @Override
    public Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys) {
        return engine.read(session -> {
            Map<OrderingKey, EventPosition> newest = new HashMap<>();
            for (OrderingKey key : keys) {
                EventPosition position = find(session, key);
                if (position != null) {
                    newest.put(key, position);
                }
            }
            return newest;
        });
    }

    @Override
    public void raise(Map<OrderingKey, EventPosition> positions) {
        Map<OrderingKey, EventPosition> raised = Map.copyOf(positions);
        engine.write(Admission.OWN_WORK, POSITION_BYTES * raised.size(), session -> {
            for (Map.Entry<OrderingKey, EventPosition> entry : raised.entrySet()) {
                EventPosition kept = find(session, entry.getKey());
                if (kept == null || kept.isBefore(entry.getValue())) {
                    put(session, entry.getKey(), entry.getValue());
                }
            }
            return raised.size();
        });
    }

    private static @Nullable EventPosition find(SqliteSession session, OrderingKey key) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, key.value());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            return row.getBoolean(1)
                    ? EventPosition.ofTime(EpochNanos.toInstant(row.getLong(2)), row.getString(3))
                    : EventPosition.ofNumber(row.getLong(2), row.getString(3));
        }
    }

    private static void put(SqliteSession session, OrderingKey key, EventPosition position) throws SQLException {
        PreparedStatement put = session.prepare(PUT);
        put.setString(1, key.value());
        switch (position.version()) {
            case Counted counted -> {
                put.setBoolean(2, false);
                put.setLong(3, counted.value());
            }
            case Timed timed -> {
                put.setBoolean(2, true);
                put.setLong(3, EpochNanos.of(timed.value()));
            }
        }
        put.setString(4, position.tieBreak());
        put.executeUpdate();
    }
}
