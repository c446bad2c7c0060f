package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive.ArchiveOutcome.AlreadyStored;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.SQLException;

/**
 * Takes webhooks in as one transaction over archive, records and queue: after an exception none of them holds the
 * webhook, or all do. Safe for any number of threads.
 */
public final class SqliteWebhookIntake implements WebhookIntake {

    /** What a webhook adds beside its archived request: record, queue entry and index entries. */
    private static final int RECORD_BYTES = 1_024;

    private final SqliteEngine engine;
    private final Tables tables;

    SqliteWebhookIntake(SqliteEngine engine, Tables tables) {
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public IntakeOutcome takeIn(WebhookRecord record, ArchivedWebhook original) {
        Records.requireNew(record);
        ArchiveEntry entry = ArchiveEntry.of(record.archiveKey(), original, record.bodySha256());
        long address = Address.of(record.id());
        return engine.write(
                Admission.NEW_WORK, entry.bytes() + RECORD_BYTES, session -> takeIn(session, record, address, entry));
    }

    private IntakeOutcome takeIn(SqliteSession session, WebhookRecord record, long address, ArchiveEntry entry)
            throws SQLException {
        long[] sameId = tables.addresses().find(session, address);
        WebhookRow known = tables.webhooks().find(session, record.id(), sameId);
        if (known != null) {
            if (!known.record().status().isTerminal() && !tables.queue().contains(session, known)) {
                tables.queue().append(session, known);
            }
            return new IntakeOutcome.AlreadyKnown(known.record());
        }
        tables.queue().requireRoom();

        long[] sameKey =
                entry.address() == address ? sameId : tables.addresses().find(session, entry.address());
        AlreadyStored earlier = tables.archive().describe(session, entry.key(), sameKey);
        long seq = tables.sequence().next();
        if (earlier == null) {
            tables.archive().insert(session, seq, entry);
            if (entry.address() != address) {
                tables.addresses().add(entry.address(), seq);
            }
        }
        WebhookRecord kept = earlier == null ? record : record.describing(earlier.bodySha256(), earlier.bodySize());
        tables.webhooks().insert(session, seq, kept);
        tables.addresses().add(address, seq);
        tables.queue().insertTakenIn(seq, kept.orderingKey());
        return new IntakeOutcome.TakenIn(kept);
    }
}
