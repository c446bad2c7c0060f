package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import dev.sallyport.local.store.ArchiveTable.Found;
import dev.sallyport.local.store.ArchiveTable.Lying;
import dev.sallyport.local.store.RetentionTable.Gone;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares records with what is archived of them, and what lies in the database with the records. */
final class RecordCheck {

    private static final String SEQS = "SELECT seq, id FROM webhooks WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String LETTER = "SELECT 1 FROM dead_letters WHERE key = ?";

    private final Tables tables;

    RecordCheck(Tables tables) {
        this.tables = tables;
    }

    /**
     * What was looked at.
     *
     * @param last the place of the last in the order of acceptance
     */
    record Page(int count, long last) {}

    private record Place(long seq, String id) {}

    Page checkRecords(SqliteSession session, long after, int limit, List<ArchiveFlaw> flaws) throws SQLException {
        List<Place> places = new ArrayList<>();
        PreparedStatement seqs = session.prepare(SEQS);
        seqs.setLong(1, after);
        seqs.setInt(2, limit);
        try (ResultSet rows = seqs.executeQuery()) {
            while (rows.next()) {
                places.add(new Place(rows.getLong(1), rows.getString(2)));
            }
        }
        for (Place place : places) {
            try {
                WebhookRow row = tables.webhooks().read(session, place.seq());
                if (row != null) {
                    check(session, row, flaws);
                }
            } catch (IllegalArgumentException | IllegalStateException e) {
                flaws.add(new ArchiveFlaw(Kind.RECORD_DAMAGED, place.id(), "its record cannot be read"));
            }
        }
        return new Page(
                places.size(), places.isEmpty() ? after : places.getLast().seq());
    }

    private void check(SqliteSession session, WebhookRow row, List<ArchiveFlaw> flaws) throws SQLException {
        WebhookRecord record = row.record();
        Gone gone = RetentionTable.gone(session, record.provider());
        Found found = tables.archive().findAt(session, row.seq(), record.archiveKey());
        if (found == null) {
            found = tables.archive().find(session, record.archiveKey());
        }
        ArchiveFlaw flaw = found == null ? missing(record, gone) : compare(record, found);
        if (flaw != null) {
            flaws.add(flaw);
        }
        if (record.status() == WebhookStatus.DEAD) {
            checkLetter(session, row, gone, flaws);
        }
    }

    private static @Nullable ArchiveFlaw missing(WebhookRecord record, Gone gone) {
        boolean expired = record.status().isTerminal() && gone.mayIncludeBody(record.receivedAt());
        return expired
                ? null
                : new ArchiveFlaw(
                        Kind.BODY_MISSING, record.id().value(), "nothing is archived as " + record.archiveKey());
    }

    private static @Nullable ArchiveFlaw compare(WebhookRecord record, Found found) {
        return switch (found) {
            case Found.Damaged damaged ->
                new ArchiveFlaw(Kind.BODY_DAMAGED, record.id().value(), damaged.reason());
            case Found.InBundle bundled ->
                compare(record, bundled.bundled().sha256(), bundled.bundled().size());
            case Found.Here here -> {
                ArchiveFlaw flaw = compare(
                        record, here.entry().sha256(), here.entry().body().size());
                yield flaw != null || isRequestOf(record, here.entry())
                        ? flaw
                        : new ArchiveFlaw(
                                Kind.RECORD_DAMAGED, record.id().value(), "another webhook is archived as its own");
            }
        };
    }

    private static @Nullable ArchiveFlaw compare(WebhookRecord record, Sha256 sha256, int size) {
        return record.bodySha256().equals(sha256) && record.bodySize() == size
                ? null
                : new ArchiveFlaw(
                        Kind.RECORD_DAMAGED,
                        record.id().value(),
                        "the archived body is not the one that the record describes");
    }

    private static boolean isRequestOf(WebhookRecord record, BundleEntry entry) {
        try {
            ArchivedWebhook webhook = RequestJson.read(entry.head(), entry.body());
            return webhook.id().equals(record.id()) && webhook.provider().equals(record.provider());
        } catch (IOException e) {
            return false;
        }
    }

    private void checkLetter(SqliteSession session, WebhookRow row, Gone gone, List<ArchiveFlaw> flaws)
            throws SQLException {
        if (row.record().failures().isEmpty()) {
            flaws.add(new ArchiveFlaw(Kind.RECORD_DAMAGED, row.record().id().value(), "it died without a failure"));
            return;
        }
        Instant diedAt = row.record().failures().getLast().at();
        boolean expired = gone.mayIncludeLetter(diedAt.atOffset(ZoneOffset.UTC).toLocalDate());
        // Its worker writes the letter before it takes the webhook out of the queue.
        if (!expired
                && !hasLetter(session, row.record(), diedAt)
                && tables.queue().find(session, row.queueSeq()) == null) {
            flaws.add(new ArchiveFlaw(
                    Kind.DEAD_LETTER_MISSING, row.record().id().value(), "it is dead and has no dead letter"));
        }
    }

    private static boolean hasLetter(SqliteSession session, WebhookRecord record, Instant diedAt) throws SQLException {
        PreparedStatement letter = session.prepare(LETTER);
        letter.setString(1, ArchiveKey.ofDeadLetter(record.id(), diedAt).value());
        try (ResultSet row = letter.executeQuery()) {
            return row.next();
        }
    }

    Page checkBodies(SqliteSession session, long after, int limit, List<ArchiveFlaw> flaws) throws SQLException {
        List<Lying> page = tables.archive().after(session, after, limit);
        for (Lying request : page) {
            if (!request.recorded()) {
                switch (tables.archive().read(session, request.seq(), null)) {
                    case Found.Here here -> checkForRecord(session, here.key(), flaws);
                    case Found.Damaged damaged ->
                        flaws.add(new ArchiveFlaw(Kind.BODY_DAMAGED, "archive row " + request.seq(), damaged.reason()));
                    case Found.InBundle elsewhere -> {}
                    case null -> {}
                }
            }
        }
        return new Page(page.size(), page.isEmpty() ? after : page.getLast().seq());
    }

    /** Looks for the record of what is archived under a key. */
    void checkForRecord(SqliteSession session, ArchiveKey key, List<ArchiveFlaw> flaws) throws SQLException {
        for (long seq : tables.addresses().find(session, Address.of(key))) {
            WebhookRow row = tables.webhooks().read(session, seq);
            if (row != null && row.record().archiveKey().equals(key)) {
                return;
            }
        }
        flaws.add(new ArchiveFlaw(Kind.ORPHAN, key.value(), "no record belongs to what is archived here"));
    }
}
