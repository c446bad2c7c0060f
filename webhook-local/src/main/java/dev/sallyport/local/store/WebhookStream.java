package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.ListingCursor;
import dev.sallyport.local.store.WebhookListing.Place;
import dev.sallyport.local.store.WebhookListing.Range;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The records of one provider and status in the order of a listing, read from the index as far as needed. */
abstract sealed class WebhookStream {

    private static final String PART =
            "SELECT received_at, id, seq FROM webhooks WHERE provider = ? AND status = ? AND ";

    private @Nullable Place head;

    static WebhookStream open(
            SqliteSession session,
            int number,
            Direction direction,
            ProviderId provider,
            WebhookStatus status,
            Range range)
            throws SQLException {
        return switch (direction) {
            case OLDEST_FIRST -> new OldestFirst(session, number, provider, status, range);
            case NEWEST_FIRST -> new NewestFirst(session, number, provider, status, range);
        };
    }

    /** Moves to the next record; false if there is none. */
    final boolean advance() throws SQLException {
        head = next();
        return head != null;
    }

    /** Returns where the record moved to stands. */
    final Place head() {
        Place current = head;
        if (current == null) {
            throw new IllegalStateException("the stream has ended");
        }
        return current;
    }

    abstract @Nullable Place next() throws SQLException;

    abstract void close() throws SQLException;

    private static PreparedStatement bind(
            SqliteSession session, String sql, int number, ProviderId provider, WebhookStatus status)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql, number);
        statement.setString(1, provider.value());
        statement.setInt(2, Codes.of(status));
        return statement;
    }

    private static @Nullable Place read(ResultSet rows) throws SQLException {
        return rows.next() ? new Place(rows.getLong(1), rows.getString(2), rows.getLong(3)) : null;
    }

    /** The order of the index itself. */
    private static final class OldestFirst extends WebhookStream {

        private static final String SQL =
                PART + "(received_at, id) > (?, ?) AND received_at <= ? ORDER BY received_at, id";

        private final ResultSet rows;

        OldestFirst(SqliteSession session, int number, ProviderId provider, WebhookStatus status, Range range)
                throws SQLException {
            ListingCursor after = range.after();
            PreparedStatement statement = bind(session, SQL, number, provider, status);
            statement.setLong(3, after == null ? range.from() : after.receivedAt());
            // No id is empty: without a cursor the range begins before all ids of its first instant.
            statement.setString(4, after == null ? "" : after.id());
            statement.setLong(5, range.to());
            rows = statement.executeQuery();
        }

        @Override
        @Nullable
        Place next() throws SQLException {
            return read(rows);
        }

        @Override
        void close() throws SQLException {
            rows.close();
        }
    }

    /**
     * The index read backwards, but for records of one instant, which are turned round: ids ascend in both directions.
     */
    private static final class NewestFirst extends WebhookStream {

        private static final String REST_OF_AN_INSTANT = PART + "received_at = ? AND id > ? ORDER BY id";
        private static final String SQL =
                PART + "received_at >= ? AND received_at <= ? ORDER BY received_at DESC, id DESC";

        private final ResultSet rows;
        private final Deque<Place> instant = new ArrayDeque<>();
        private @Nullable Place ahead;

        NewestFirst(SqliteSession session, int number, ProviderId provider, WebhookStatus status, Range range)
                throws SQLException {
            ListingCursor after = range.after();
            if (after != null) {
                readRestOfInstant(session, provider, status, after);
            }
            PreparedStatement statement = bind(session, SQL, number, provider, status);
            statement.setLong(3, range.from());
            statement.setLong(4, after == null ? range.to() : after.receivedAt() - 1);
            rows = statement.executeQuery();
            ahead = read(rows);
        }

        private void readRestOfInstant(
                SqliteSession session, ProviderId provider, WebhookStatus status, ListingCursor after)
                throws SQLException {
            PreparedStatement statement = bind(session, REST_OF_AN_INSTANT, 0, provider, status);
            statement.setLong(3, after.receivedAt());
            statement.setString(4, after.id());
            try (ResultSet rest = statement.executeQuery()) {
                for (Place place = read(rest); place != null; place = read(rest)) {
                    instant.addLast(place);
                }
            }
        }

        @Override
        @Nullable
        Place next() throws SQLException {
            if (instant.isEmpty()) {
                readInstant();
            }
            return instant.pollFirst();
        }

        private void readInstant() throws SQLException {
            Place first = ahead;
            while (ahead != null && first != null && ahead.receivedAt() == first.receivedAt()) {
                instant.addFirst(ahead);
                ahead = read(rows);
            }
        }

        @Override
        void close() throws SQLException {
            rows.close();
        }
    }
}
