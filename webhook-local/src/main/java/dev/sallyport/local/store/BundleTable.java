package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what is known of bundles, and of the requests in them. */
final class BundleTable {

    private static final int BEING_WRITTEN = 0;
    private static final int SEALED = 1;
    private static final int BEING_REMOVED = 2;

    private static final String COLUMNS = "id, provider, name, sha256, size, webhooks, last_received_at";

    private static final String ANNOUNCE = """
            INSERT INTO bundles (state, provider, name, sha256, size, webhooks, last_received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String SET_STATE = "UPDATE bundles SET state = ? WHERE id = ?";
    private static final String FORGET = "DELETE FROM bundles WHERE id = ?";
    private static final String UNFINISHED =
            "SELECT " + COLUMNS + " FROM bundles INDEXED BY bundles_unfinished WHERE state <> 1 ORDER BY id";
    private static final String FIND = "SELECT " + COLUMNS + " FROM bundles WHERE id = ? AND state = 1";
    private static final String AFTER =
            "SELECT " + COLUMNS + " FROM bundles WHERE id > ? AND state = 1 ORDER BY id LIMIT ?";
    private static final String NAMES_AFTER = "SELECT id, name FROM bundles WHERE id > ? ORDER BY id LIMIT ?";
    private static final String RECEIVED_BY = "SELECT " + COLUMNS
            + " FROM bundles WHERE state = 1 AND provider = ? AND last_received_at <= ?"
            + " ORDER BY last_received_at LIMIT 1";

    private static final String INSERT = """
            INSERT INTO bundled (seq, key, body_sha256, body_size, bundle, block_offset, block_length, position)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND_PLACE = """
            SELECT key, body_sha256, body_size, bundle, block_offset, block_length, position FROM bundled WHERE seq = ?""";
    private static final String IN_BUNDLE = """
            SELECT key, body_sha256, body_size, bundle, block_offset, block_length, position FROM bundled
            WHERE bundle = ? ORDER BY seq""";
    private static final String DELETE_ALL_OF = "DELETE FROM bundled WHERE bundle = ?";

    /**
     * A request in a bundle.
     *
     * @param bundle the bundle's id
     */
    record Bundled(ArchiveKey key, Sha256 sha256, int size, long bundle, BundlePlace place) {}

    /** Notes a bundle that is about to be written, and returns its id. */
    long announce(SqliteSession session, Bundle bundle) throws SQLException {
        PreparedStatement announce = session.prepare(ANNOUNCE);
        announce.setInt(1, BEING_WRITTEN);
        announce.setString(2, bundle.provider().value());
        announce.setString(3, bundle.name());
        announce.setBytes(4, bundle.sha256().toByteArray());
        announce.setInt(5, bundle.size());
        announce.setInt(6, bundle.webhooks());
        announce.setLong(7, EpochNanos.of(bundle.lastReceivedAt()));
        announce.executeUpdate();
        return session.number("SELECT last_insert_rowid()");
    }

    void seal(SqliteSession session, long id) throws SQLException {
        setState(session, id, SEALED);
    }

    /** Notes where a request stands that was in the table archive. */
    void insert(SqliteSession session, long seq, Bundled bundled) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, seq);
        insert.setString(2, bundled.key().value());
        insert.setBytes(3, bundled.sha256().toByteArray());
        insert.setInt(4, bundled.size());
        insert.setLong(5, bundled.bundle());
        insert.setLong(6, bundled.place().offset());
        insert.setInt(7, bundled.place().length());
        insert.setInt(8, bundled.place().position());
        insert.executeUpdate();
    }

    /** Forgets the requests of a bundle whose file is about to be removed. */
    void remove(SqliteSession session, long id) throws SQLException {
        PreparedStatement delete = session.prepare(DELETE_ALL_OF);
        delete.setLong(1, id);
        delete.executeUpdate();
        setState(session, id, BEING_REMOVED);
    }

    private static void setState(SqliteSession session, long id, int state) throws SQLException {
        PreparedStatement set = session.prepare(SET_STATE);
        set.setInt(1, state);
        set.setLong(2, id);
        set.executeUpdate();
    }

    /** Forgets a bundle of which no file is left. */
    void forget(SqliteSession session, long id) throws SQLException {
        PreparedStatement forget = session.prepare(FORGET);
        forget.setLong(1, id);
        forget.executeUpdate();
    }

    /** Returns the bundles that were being written or removed. */
    List<Bundle> unfinished(SqliteSession session) throws SQLException {
        return readAll(session.prepare(UNFINISHED));
    }

    /** Returns a sealed bundle, or null. */
    @Nullable
    Bundle find(SqliteSession session, long id) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setLong(1, id);
        List<Bundle> found = readAll(find);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Returns the sealed bundle whose youngest webhook is the oldest, if that was received by then; or else null. */
    @Nullable
    Bundle oldestReceivedBy(SqliteSession session, ProviderId provider, Instant then) throws SQLException {
        PreparedStatement receivedBy = session.prepare(RECEIVED_BY);
        receivedBy.setString(1, provider.value());
        receivedBy.setLong(2, Times.toNearestNanos(then));
        List<Bundle> found = readAll(receivedBy);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Returns sealed bundles in the order of their ids. */
    List<Bundle> after(SqliteSession session, long id, int limit) throws SQLException {
        PreparedStatement after = session.prepare(AFTER);
        after.setLong(1, id);
        after.setInt(2, limit);
        return readAll(after);
    }

    /** Returns the name of every file that may be there. */
    List<String> names(SqliteSession session) throws SQLException {
        PreparedStatement names = session.prepare(NAMES_AFTER);
        List<String> all = new ArrayList<>();
        long last = -1;
        int before = -1;
        while (before < all.size()) {
            before = all.size();
            names.setLong(1, last);
            names.setInt(2, 1_000);
            try (ResultSet rows = names.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    all.add(rows.getString(2));
                }
            }
        }
        return all;
    }

    /** Returns where a request stands, or null if it is in no bundle. */
    @Nullable
    Bundled place(SqliteSession session, long seq) throws SQLException {
        PreparedStatement find = session.prepare(FIND_PLACE);
        find.setLong(1, seq);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? bundled(row) : null;
        }
    }

    /** Returns all requests of a bundle in the order of acceptance. */
    List<Bundled> in(SqliteSession session, long bundle) throws SQLException {
        PreparedStatement in = session.prepare(IN_BUNDLE);
        in.setLong(1, bundle);
        List<Bundled> all = new ArrayList<>();
        try (ResultSet rows = in.executeQuery()) {
            while (rows.next()) {
                all.add(bundled(rows));
            }
        }
        return all;
    }

    private static Bundled bundled(ResultSet row) throws SQLException {
        return new Bundled(
                new ArchiveKey(row.getString(1)),
                Sha256.of(row.getBytes(2)),
                row.getInt(3),
                row.getLong(4),
                new BundlePlace(row.getLong(5), row.getInt(6), row.getInt(7)));
    }

    private static List<Bundle> readAll(PreparedStatement query) throws SQLException {
        List<Bundle> bundles = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                bundles.add(new Bundle(
                        rows.getLong(1),
                        new ProviderId(rows.getString(2)),
                        rows.getString(3),
                        Sha256.of(rows.getBytes(4)),
                        rows.getInt(5),
                        rows.getInt(6),
                        EpochNanos.toInstant(rows.getLong(7))));
            }
        }
        return bundles;
    }
}
