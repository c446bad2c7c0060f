package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Remembers what is gone because its retention has ended, so that it can be told from what is lost. */
final class RetentionTable {

    private static final String BODY = """
            INSERT INTO archive_retention (provider, bodies_to) VALUES (?, ?)
            ON CONFLICT (provider) DO UPDATE SET bodies_to = max(ifnull(bodies_to, excluded.bodies_to), excluded.bodies_to)""";
    private static final String LETTER = """
            INSERT INTO archive_retention (provider, letters_to) VALUES (?, ?)
            ON CONFLICT (provider) DO UPDATE
            SET letters_to = max(ifnull(letters_to, excluded.letters_to), excluded.letters_to)""";
    private static final String FIND = "SELECT bodies_to, letters_to FROM archive_retention WHERE provider = ?";

    /**
     * What is gone of a provider.
     *
     * @param bodiesTo when the youngest webhook was received whose body is gone; null for none
     * @param lettersTo the day of the youngest dead letter that is gone; null for none
     */
    record Gone(@Nullable Instant bodiesTo, @Nullable LocalDate lettersTo) {

        boolean mayIncludeBody(Instant receivedAt) {
            return bodiesTo != null && !receivedAt.isAfter(bodiesTo);
        }

        boolean mayIncludeLetter(LocalDate diedOn) {
            return lettersTo != null && !diedOn.isAfter(lettersTo);
        }
    }

    private RetentionTable() {}

    static void bodyGoes(SqliteSession session, ProviderId provider, Instant receivedAt) throws SQLException {
        PreparedStatement note = session.prepare(BODY);
        note.setString(1, provider.value());
        note.setLong(2, EpochNanos.of(receivedAt));
        note.executeUpdate();
    }

    static void letterGoes(SqliteSession session, ProviderId provider, LocalDate diedOn) throws SQLException {
        PreparedStatement note = session.prepare(LETTER);
        note.setString(1, provider.value());
        note.setString(2, diedOn.toString());
        note.executeUpdate();
    }

    static Gone gone(SqliteSession session, ProviderId provider) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, provider.value());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return new Gone(null, null);
            }
            String letters = row.getString(2);
            return new Gone(Times.read(row, 1), letters == null ? null : LocalDate.parse(letters));
        }
    }
}
