package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;

/** Reads and writes attempts, which stand beside each other delivery by delivery. */
final class AttemptTable {

    private static final String INSERT = """
            INSERT INTO attempts (delivery_seq, number, at, duration, http_status, error, excerpt, truncated, next_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String OF_EVENT = """
            SELECT d.endpoint, a.number, a.at, a.duration, a.http_status, a.error, a.excerpt, a.truncated, a.next_at
            FROM deliveries AS d CROSS JOIN attempts AS a ON a.delivery_seq = d.seq
            WHERE d.event_seq = ? ORDER BY d.endpoint, a.number""";

    private AttemptTable() {}

    static void insert(SqliteSession session, long deliverySeq, Attempt attempt) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, deliverySeq);
        insert.setInt(2, attempt.number());
        insert.setLong(3, EpochNanos.of(attempt.at()));
        insert.setLong(4, attempt.duration().toNanos());
        switch (attempt.result()) {
            case AttemptResult.Answered answered -> {
                insert.setInt(5, answered.status());
                insert.setString(6, null);
                insert.setBytes(7, answered.excerpt().bytes().toByteArray());
                insert.setBoolean(8, answered.excerpt().truncated());
            }
            case AttemptResult.Failed failed -> {
                insert.setNull(5, Types.INTEGER);
                insert.setString(6, failed.error().name());
                insert.setNull(7, Types.BLOB);
                insert.setNull(8, Types.INTEGER);
            }
        }
        Times.bind(insert, 9, attempt.nextAttemptAt());
        insert.executeUpdate();
    }

    static List<Attempt> ofEvent(SqliteSession session, EventId event) throws SQLException {
        PreparedStatement ofEvent = session.prepare(OF_EVENT);
        ofEvent.setLong(1, EventTable.seqOf(session, event));
        return Rows.all(ofEvent, row -> attempt(event, row));
    }

    private static Attempt attempt(EventId event, ResultSet row) throws SQLException {
        return new Attempt(
                new DeliveryId(event, new EndpointId(row.getString(1))),
                row.getInt(2),
                EpochNanos.toInstant(row.getLong(3)),
                Duration.ofNanos(row.getLong(4)),
                result(row),
                Times.read(row, 9));
    }

    private static AttemptResult result(ResultSet row) throws SQLException {
        String error = row.getString(6);
        if (error != null) {
            return new AttemptResult.Failed(DeliveryError.valueOf(error));
        }
        RawPayload excerpt = RawPayload.adopt(row.getBytes(7));
        return new AttemptResult.Answered(row.getInt(5), new ResponseExcerpt(excerpt, row.getBoolean(8)));
    }
}
