package dev.sallyport.local.store;

import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** Finds the rows that may have a name, by the name's {@link Address}. */
final class AddressIndex implements CommitParticipant {

    private static final String FIND = "SELECT seq FROM addresses WHERE address = ?";
    private static final String ADD = "INSERT INTO addresses (address, seq) VALUES (?, ?)";

    long[] find(SqliteSession session, long address) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setLong(1, address);
        LongStream.Builder found = LongStream.builder();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found.build().toArray();
    }

    void add(SqliteSession session, long address, long seq) throws SQLException {
        PreparedStatement add = session.prepare(ADD);
        add.setLong(1, address);
        add.setLong(2, seq);
        add.executeUpdate();
    }
}
