package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome.AlreadyStored;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads and writes archived requests. */
final class ArchiveTable {

    private static final String DESCRIBE = "SELECT key, body_sha256, length(body) FROM archive WHERE seq = ?";
    private static final String READ = "SELECT key, request, body_sha256, body FROM archive WHERE seq = ?";
    private static final String INSERT =
            "INSERT INTO archive (seq, key, request, body_sha256, body) VALUES (?, ?, ?, ?, ?)";

    private final AddressIndex addresses;

    ArchiveTable(AddressIndex addresses) {
        this.addresses = addresses;
    }

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
        }
        return null;
    }

    /** Inserts an entry, which the caller has made sure is new. Its address is the caller's to add. */
    void insert(SqliteSession session, long seq, ArchiveEntry entry) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, seq);
        insert.setString(2, entry.key().value());
        insert.setString(3, entry.request());
        insert.setBytes(4, entry.sha256().toByteArray());
        insert.setBytes(5, entry.body());
        insert.executeUpdate();
    }

    ReadOutcome read(SqliteSession session, ArchiveKey key) throws SQLException {
        PreparedStatement read = session.prepare(READ);
        for (long seq : addresses.find(session, Address.of(key))) {
            read.setLong(1, seq);
            try (ResultSet row = read.executeQuery()) {
                if (row.next() && key.value().equals(row.getString(1))) {
                    return check(row.getString(2), row.getBytes(3), row.getBytes(4));
                }
            }
        }
        return new ReadOutcome.Missing();
    }

    private static ReadOutcome check(String request, byte[] sha256, byte[] bytes) {
        RawPayload body = RawPayload.adopt(bytes);
        try {
            if (!body.sha256().equals(Sha256.of(sha256))) {
                return new ReadOutcome.Corrupt("the body does not have the SHA-256 that was kept with it");
            }
            return new ReadOutcome.Found(RequestJson.read(request, body));
        } catch (IOException | IllegalArgumentException e) {
            return new ReadOutcome.Corrupt("what was kept beside the body cannot be read");
        }
    }
}
