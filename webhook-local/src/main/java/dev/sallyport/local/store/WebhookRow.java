package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.FailuresJson;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's record with what only this database knows of it.
 *
 * @param seq its place in the order of acceptance
 * @param record the record
 * @param queueSeq the place of the queue entry made for it last
 */
record WebhookRow(long seq, WebhookRecord record, long queueSeq) {

    /** The columns that {@link #read} reads, in its order. */
    static final String COLUMNS = """
            seq, queue_seq, id, provider, provider_event_id, event_type, ordering_key, status, received_at, queued_at,
            attempts_since, archive_key, body_sha256, body_size, failures, not_before, death_reason, position, order_mark,
            processed_at, revision""";

    /** The columns that {@link #bind} binds, in its order. */
    static final String RECORD_COLUMNS = """
            id, provider, provider_event_id, event_type, ordering_key, status, received_at, queued_at, attempts_since,
            archive_key, body_sha256, body_size, failures, not_before, death_reason, position, order_mark, processed_at,
            revision""";

    private static final int RECORD_COLUMN_COUNT = 19;

    static WebhookRow read(ResultSet row) throws SQLException {
        long seq = row.getLong(1);
        long queueSeq = row.getLong(2);
        boolean queuedAtAcceptance = row.wasNull();
        WebhookRecord record = WebhookRecord.builder()
                .id(new WebhookId(row.getString(3)))
                .provider(new ProviderId(row.getString(4)))
                .providerEventId(row.getString(5))
                .eventType(new EventType(row.getString(6)))
                .orderingKey(new OrderingKey(row.getString(7)))
                .status(Codes.status(row.getInt(8)))
                .receivedAt(EpochNanos.toInstant(row.getLong(9)))
                .queuedAt(EpochNanos.toInstant(row.getLong(10)))
                .attemptsSince(EpochNanos.toInstant(row.getLong(11)))
                .archiveKey(new ArchiveKey(row.getString(12)))
                .bodySha256(Sha256.of(row.getBytes(13)))
                .bodySize(row.getInt(14))
                .failures(FailuresJson.read(row.getString(15)))
                .notBefore(Times.read(row, 16))
                .deathReason(Codes.deathReason(row.getString(17)))
                .position(readPosition(row, 18))
                .orderMark(Codes.orderMark(row.getString(19)))
                .processedAt(Times.read(row, 20))
                .revision(row.getLong(21))
                .build();
        return new WebhookRow(seq, record, queuedAtAcceptance ? seq : queueSeq);
    }

    private static @Nullable Long readPosition(ResultSet row, int column) throws SQLException {
        long position = row.getLong(column);
        return row.wasNull() ? null : position;
    }

    /** Binds a record and returns the number of the parameter that follows. */
    static int bind(PreparedStatement statement, int first, WebhookRecord record) throws SQLException {
        int next = first;
        statement.setString(next++, record.id().value());
        statement.setString(next++, record.provider().value());
        statement.setString(next++, record.providerEventId());
        statement.setString(next++, record.eventType().value());
        statement.setString(next++, record.orderingKey().value());
        statement.setInt(next++, Codes.of(record.status()));
        statement.setLong(next++, EpochNanos.of(record.receivedAt()));
        statement.setLong(next++, EpochNanos.of(record.queuedAt()));
        statement.setLong(next++, EpochNanos.of(record.attemptsSince()));
        statement.setString(next++, record.archiveKey().value());
        statement.setBytes(next++, record.bodySha256().toByteArray());
        statement.setInt(next++, record.bodySize());
        statement.setString(next++, FailuresJson.write(record.failures()));
        Times.bind(statement, next++, record.notBefore());
        statement.setString(next++, Codes.of(record.deathReason()));
        bindPosition(statement, next++, record.position());
        statement.setString(next++, Codes.of(record.orderMark()));
        Times.bind(statement, next++, record.processedAt());
        statement.setLong(next++, record.revision());
        assert next == first + RECORD_COLUMN_COUNT;
        return next;
    }

    /** Tells whether a record says nothing that the way of a webhook adds. */
    static boolean isUntouched(WebhookRecord record) {
        return record.status() == WebhookStatus.RECEIVED
                && record.revision() == 0
                && record.failures().isEmpty()
                && record.orderMark() == OrderMark.IN_ORDER
                && record.notBefore() == null
                && record.deathReason() == null
                && record.processedAt() == null
                && record.queuedAt().equals(record.receivedAt())
                && record.attemptsSince().equals(record.receivedAt());
    }

    /** Binds what an untouched record says in the order of the columns from id to position. */
    static void bindUntouched(PreparedStatement statement, int first, WebhookRecord record) throws SQLException {
        int next = first;
        statement.setString(next++, record.id().value());
        statement.setString(next++, record.provider().value());
        statement.setString(next++, record.providerEventId());
        statement.setString(next++, record.eventType().value());
        statement.setString(next++, record.orderingKey().value());
        statement.setLong(next++, EpochNanos.of(record.receivedAt()));
        statement.setString(next++, record.archiveKey().value());
        statement.setBytes(next++, record.bodySha256().toByteArray());
        statement.setInt(next++, record.bodySize());
        bindPosition(statement, next, record.position());
    }

    private static void bindPosition(PreparedStatement statement, int parameter, @Nullable Long position)
            throws SQLException {
        if (position == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setLong(parameter, position);
        }
    }
}
