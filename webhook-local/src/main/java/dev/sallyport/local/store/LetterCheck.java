package dev.sallyport.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks whether dead letters are as they were written, and whether their webhooks are recorded. */
final class LetterCheck {

    private static final String AFTER =
            "SELECT key, record, record_crc32c FROM dead_letters WHERE key > ? ORDER BY key LIMIT ?";

    private final Tables tables;

    LetterCheck(Tables tables) {
        this.tables = tables;
    }

    /**
     * What was looked at.
     *
     * @param last the key of the last
     */
    record Page(int count, String last) {}

    private record Letter(String key, String record, boolean intact) {}

    Page check(SqliteSession session, String after, int limit, List<ArchiveFlaw> flaws) throws SQLException {
        List<Letter> letters = new ArrayList<>();
        PreparedStatement select = session.prepare(AFTER);
        select.setString(1, after);
        select.setInt(2, limit);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String record = rows.getString(2);
                long checksum = rows.getLong(3);
                letters.add(new Letter(rows.getString(1), record, rows.wasNull() || checksum == Checksums.of(record)));
            }
        }
        for (Letter letter : letters) {
            check(session, letter, flaws);
        }
        return new Page(
                letters.size(), letters.isEmpty() ? after : letters.getLast().key());
    }

    private void check(SqliteSession session, Letter letter, List<ArchiveFlaw> flaws) throws SQLException {
        if (!letter.intact()) {
            String reason = "it does not have the checksum that was kept with it";
            flaws.add(new ArchiveFlaw(Kind.DEAD_LETTER_DAMAGED, letter.key(), reason));
            return;
        }
        Map<String, Object> record =
                JsonDocument.readObject(RawPayload.adopt(letter.record().getBytes(UTF_8)));
        String id = record == null ? "" : String.valueOf(record.get("id"));
        boolean isItsOwn = WebhookId.isWellFormed(id)
                && DeadLetterKeys.dayOf(letter.key()) != null
                && letter.key().endsWith("/" + id + ".json");
        if (!isItsOwn) {
            String reason = "it is not the letter of the webhook that its key names";
            flaws.add(new ArchiveFlaw(Kind.DEAD_LETTER_DAMAGED, letter.key(), reason));
        } else if (tables.webhooks().find(session, new WebhookId(id)) == null) {
            flaws.add(new ArchiveFlaw(Kind.ORPHAN, letter.key(), "no record belongs to this dead letter"));
        }
    }
}
