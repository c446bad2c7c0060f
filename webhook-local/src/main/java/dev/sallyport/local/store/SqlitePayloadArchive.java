package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps requests as received in SQLite, each with the SHA-256 of its body. Safe for any number of threads. */
public final class SqlitePayloadArchive implements PayloadArchive {

    private static final String REPLACE_DEAD_LETTER = "INSERT OR REPLACE INTO dead_letters (key, record) VALUES (?, ?)";
    private static final String FIND_DEAD_LETTER = "SELECT record FROM dead_letters WHERE key = ?";

    private final SqliteEngine engine;
    private final Tables tables;

    SqlitePayloadArchive(SqliteEngine engine, Tables tables) {
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        ArchiveEntry entry = ArchiveEntry.of(key, webhook, webhook.body().sha256());
        return engine.write(Admission.NEW_WORK, entry.bytes(), session -> store(session, entry));
    }

    private ArchiveOutcome store(SqliteSession session, ArchiveEntry entry) throws SQLException {
        ArchiveOutcome.AlreadyStored earlier = tables.archive()
                .describe(session, entry.key(), tables.addresses().find(session, entry.address()));
        if (earlier != null) {
            return earlier;
        }
        long seq = tables.sequence().next();
        tables.archive().insert(session, seq, entry);
        tables.addresses().add(entry.address(), seq);
        return new ArchiveOutcome.Stored();
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        return engine.read(session -> tables.archive().read(session, key));
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        String letter = RecordJson.write(dead);
        engine.write(Admission.OWN_WORK, letter.length(), session -> {
            PreparedStatement replace = session.prepare(REPLACE_DEAD_LETTER);
            replace.setString(1, key.value());
            replace.setString(2, letter);
            return replace.executeUpdate();
        });
    }

    /**
     * Returns the record of a dead letter as JSON; empty if there is none.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the archive cannot be read now
     */
    public Optional<String> readDeadLetter(ArchiveKey key) {
        return engine.read(session -> {
            PreparedStatement find = session.prepare(FIND_DEAD_LETTER);
            find.setString(1, key.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }
}
