package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.archive.BundleReader;
import dev.sallyport.core.archive.BundleReading;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.ArchiveTable.Found;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests as received in SQLite, and later in bundles, each with the SHA-256 of its body. Safe for any number of
 * threads.
 */
public final class SqlitePayloadArchive implements PayloadArchive {

    private static final String REPLACE_DEAD_LETTER =
            "INSERT OR REPLACE INTO dead_letters (key, record, record_crc32c) VALUES (?, ?, ?)";
    private static final String FIND_DEAD_LETTER = "SELECT record FROM dead_letters WHERE key = ?";

    private final SqliteEngine engine;
    private final Tables tables;
    private final BundleFiles files;

    SqlitePayloadArchive(SqliteEngine engine, Tables tables, BundleFiles files) {
        this.engine = engine;
        this.tables = tables;
        this.files = files;
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
        Found found = find(key);
        if (found instanceof Found.InBundle inBundle) {
            try {
                return readFrom(inBundle);
            } catch (NoSuchFileException e) {
                // Its retention may have ended since it was looked up; otherwise it is lost.
                return find(key) == null
                        ? new ReadOutcome.Missing()
                        : new ReadOutcome.Corrupt("the bundle that holds it is missing");
            } catch (IOException e) {
                throw new PortUnavailableException("a bundle of the archive cannot be read", e);
            }
        }
        return outcomeOf(found);
    }

    private @Nullable Found find(ArchiveKey key) {
        return engine.read(session -> Optional.ofNullable(tables.archive().find(session, key)))
                .orElse(null);
    }

    private ReadOutcome readFrom(Found.InBundle found) throws IOException {
        BundlePlace place = found.bundled().place();
        return switch (BundleReader.readOne(files.read(found.bundle().name(), place), place)) {
            case BundleReading.Damaged damaged ->
                new ReadOutcome.Corrupt("the bundle that holds it is damaged: " + damaged.reason());
            case BundleReading.Whole whole -> {
                BundleEntry entry = whole.webhooks().getFirst().entry();
                yield entry.key().equals(found.bundled().key())
                                && entry.sha256().equals(found.bundled().sha256())
                        ? joined(entry)
                        : new ReadOutcome.Corrupt("the bundle that should hold it holds another webhook in its place");
            }
        };
    }

    private static ReadOutcome outcomeOf(@Nullable Found found) {
        return switch (found) {
            case null -> new ReadOutcome.Missing();
            case Found.Here here -> joined(here.entry());
            case Found.Damaged damaged -> new ReadOutcome.Corrupt(damaged.reason());
            case Found.InBundle inBundle -> throw new IllegalStateException("bundles are read elsewhere");
        };
    }

    private static ReadOutcome joined(BundleEntry entry) {
        try {
            return new ReadOutcome.Found(RequestJson.read(entry.head(), entry.body()));
        } catch (IOException e) {
            return new ReadOutcome.Corrupt("what was kept beside the body cannot be read");
        }
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        String letter = RecordJson.write(dead);
        long checksum = Checksums.of(letter);
        engine.write(Admission.OWN_WORK, letter.length(), session -> {
            PreparedStatement replace = session.prepare(REPLACE_DEAD_LETTER);
            replace.setString(1, key.value());
            replace.setString(2, letter);
            replace.setLong(3, checksum);
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
