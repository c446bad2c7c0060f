package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome.AlreadyStored;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes archived requests: those that lie in the database, and where those lie that are in bundles. */
final class ArchiveTable {

    private static final String DESCRIBE = "SELECT key, body_sha256, length(body) FROM archive WHERE seq = ?";
    private static final String READ =
            "SELECT key, request, request_crc32c, body_sha256, body FROM archive WHERE seq = ?";
    private static final String INSERT =
            "INSERT INTO archive (seq, key, request, request_crc32c, body_sha256, body) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM archive WHERE seq = ?";

    /** Bodies are not read: SQLite knows their length from the beginning of the row. */
    private static final String WALK = """
            SELECT a.seq, length(a.body), w.provider, w.received_at
            FROM archive a LEFT JOIN webhooks w ON w.seq = a.seq AND w.archive_key = a.key
            WHERE a.seq > ? ORDER BY a.seq LIMIT ?""";

    private final AddressIndex addresses;
    private final BundleTable bundles;

    ArchiveTable(AddressIndex addresses, BundleTable bundles) {
        this.addresses = addresses;
        this.bundles = bundles;
    }

    /** Where a request was found. */
    sealed interface Found {

        /** In the database, and unharmed. */
        record Here(ArchiveKey key, BundleEntry entry) implements Found {}

        /** In a bundle. */
        record InBundle(BundleTable.Bundled bundled, Bundle bundle) implements Found {}

        /** Somewhere, but not as it was stored. */
        record Damaged(String reason) implements Found {}
    }

    /**
     * A request that lies in the database.
     *
     * @param bytes the size of its body
     * @param provider null where what is kept of the request cannot be read
     * @param recorded whether its record stands at the same place in the order of acceptance
     */
    record Lying(long seq, int bytes, @Nullable ProviderId provider, Instant receivedAt, boolean recorded) {}

    /** Returns what is kept under a key, among the rows that its address leads to; null for nothing. */
    @Nullable
    AlreadyStored describe(SqliteSession session, ArchiveKey key, long[] candidates) throws SQLException {
        PreparedStatement describe = session.prepare(DESCRIBE);
        for (long seq : candidates) {
            describe.setLong(1, seq);
            try (ResultSet row = describe.executeQuery()) {
                if (row.next() && key.value().equals(row.getString(1))) {
                    return new AlreadyStored(Sha256.of(row.getBytes(2)), row.getInt(3));
                }
            }
            BundleTable.Bundled bundled = bundles.place(session, seq);
            if (bundled != null && bundled.key().equals(key)) {
                return new AlreadyStored(bundled.sha256(), bundled.size());
            }
        }
        return null;
    }

    /** Inserts an entry, which the caller has made sure is new. Its address is the caller's to add. */
    void insert(SqliteSession session, long seq, ArchiveEntry entry) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, seq);
        insert.setString(2, entry.key().value());
        insert.setString(3, entry.request());
        insert.setLong(4, entry.requestChecksum());
        insert.setBytes(5, entry.sha256().toByteArray());
        insert.setBytes(6, entry.body());
        insert.executeUpdate();
    }

    /** Finds a request by its key; null for nothing. */
    @Nullable
    Found find(SqliteSession session, ArchiveKey key) throws SQLException {
        for (long seq : addresses.find(session, Address.of(key))) {
            Found found = findAt(session, seq, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Finds the request of a key at a place in the order of acceptance; null if there is none, or one of another key. */
    @Nullable
    Found findAt(SqliteSession session, long seq, ArchiveKey key) throws SQLException {
        // In this order: requests move from the database to bundles, and so none is missed on its way.
        Found here = read(session, seq, key);
        if (here != null) {
            return here;
        }
        BundleTable.Bundled bundled = bundles.place(session, seq);
        if (bundled == null || !bundled.key().equals(key)) {
            return null;
        }
        Bundle bundle = bundles.find(session, bundled.bundle());
        return bundle == null
                ? new Found.Damaged("the bundle that holds it is not known")
                : new Found.InBundle(bundled, bundle);
    }

    /**
     * Reads the request that lies in the database at a place in the order of acceptance.
     *
     * @param key which it must have; null for any
     * @return null if there is none, or one of another key
     */
    @Nullable
    Found read(SqliteSession session, long seq, @Nullable ArchiveKey key) throws SQLException {
        PreparedStatement read = session.prepare(READ);
        read.setLong(1, seq);
        try (ResultSet row = read.executeQuery()) {
            if (!row.next() || (key != null && !key.value().equals(row.getString(1)))) {
                return null;
            }
            String request = row.getString(2);
            long checksum = row.getLong(3);
            if (!row.wasNull() && checksum != Checksums.of(request)) {
                return new Found.Damaged(
                        "what was kept beside the body does not have the checksum that was kept with it");
            }
            RawPayload body = RawPayload.adopt(row.getBytes(5));
            Sha256 sha256 = Sha256.of(row.getBytes(4));
            if (!body.sha256().equals(sha256)) {
                return new Found.Damaged("the body does not have the SHA-256 that was kept with it");
            }
            ArchiveKey found = new ArchiveKey(row.getString(1));
            return new Found.Here(found, new BundleEntry(found, request, sha256, body));
        } catch (IllegalArgumentException e) {
            return new Found.Damaged("what was kept beside the body cannot be read");
        }
    }

    /** Returns what lies in the database behind a place in the order of acceptance, without bodies. */
    List<Lying> after(SqliteSession session, long seq, int limit) throws SQLException {
        PreparedStatement walk = session.prepare(WALK);
        walk.setLong(1, seq);
        walk.setInt(2, limit);
        List<Lying> lying = new ArrayList<>();
        try (ResultSet rows = walk.executeQuery()) {
            while (rows.next()) {
                long at = rows.getLong(1);
                String provider = rows.getString(3);
                lying.add(
                        provider == null
                                ? withoutRecord(session, at, rows.getInt(2))
                                : new Lying(
                                        at,
                                        rows.getInt(2),
                                        new ProviderId(provider),
                                        EpochNanos.toInstant(rows.getLong(4)),
                                        true));
            }
        }
        return lying;
    }

    /** Looks into the request itself, since no record stands beside it. */
    private Lying withoutRecord(SqliteSession session, long seq, int bytes) throws SQLException {
        if (read(session, seq, null) instanceof Found.Here here) {
            try {
                ArchivedWebhook webhook =
                        RequestJson.read(here.entry().head(), here.entry().body());
                return new Lying(seq, bytes, webhook.provider(), webhook.receivedAt(), false);
            } catch (IOException e) {
                // As below: whoever verifies the archive will say so.
            }
        }
        return new Lying(seq, bytes, null, Instant.MAX, false);
    }

    /** Deletes a request that lies in the database; false if there is none. */
    boolean delete(SqliteSession session, long seq) throws SQLException {
        PreparedStatement delete = session.prepare(DELETE);
        delete.setLong(1, seq);
        return delete.executeUpdate() == 1;
    }
}
