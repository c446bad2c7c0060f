package dev.sallyport.local.store;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.archive.BundleReader;
import dev.sallyport.core.archive.BundleReading;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import dev.sallyport.local.store.BundleTable.Bundled;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whole bundles and compares them with what the database says of them. */
final class BundleCheck {

    private final Tables tables;
    private final BundleFiles files;
    private final RecordCheck records;

    BundleCheck(Tables tables, BundleFiles files) {
        this.tables = tables;
        this.files = files;
        this.records = new RecordCheck(tables);
    }

    /**
     * What was found in a file.
     *
     * @param flaw null if it is as it was written
     * @param webhooks what it holds; empty if it is not as it was written
     */
    record Content(@Nullable ArchiveFlaw flaw, Map<BundlePlace, BundleEntry> webhooks) {}

    Content read(Bundle bundle) {
        try {
            RawPayload bytes = files.read(bundle.name());
            if (bytes.size() != bundle.size() || !bytes.sha256().equals(bundle.sha256())) {
                String harm = BundleReader.read(bytes) instanceof BundleReading.Damaged damaged
                        ? damaged.reason()
                        : "it is not the one that was written";
                return flawed(Kind.BUNDLE_DAMAGED, bundle, harm);
            }
            return switch (BundleReader.read(bytes)) {
                case BundleReading.Damaged damaged -> flawed(Kind.BUNDLE_DAMAGED, bundle, damaged.reason());
                case BundleReading.Whole whole -> {
                    Map<BundlePlace, BundleEntry> webhooks = new HashMap<>();
                    whole.webhooks().forEach(placed -> webhooks.put(placed.place(), placed.entry()));
                    yield new Content(null, webhooks);
                }
            };
        } catch (NoSuchFileException e) {
            return flawed(Kind.BUNDLE_MISSING, bundle, "the file is not there");
        } catch (IOException e) {
            return flawed(Kind.BUNDLE_DAMAGED, bundle, "the file cannot be read");
        }
    }

    private static Content flawed(Kind kind, Bundle bundle, String reason) {
        return new Content(
                new ArchiveFlaw(
                        kind,
                        BundleFiles.ROOT + "/" + bundle.name(),
                        reason + ", with it the bodies of " + bundle.webhooks() + " webhooks"),
                Map.of());
    }

    /** Notes what is wrong; false if the bundle has expired meanwhile. */
    boolean check(SqliteSession session, Bundle bundle, Content content, List<ArchiveFlaw> flaws) throws SQLException {
        if (tables.bundles().find(session, bundle.id()) == null) {
            return false;
        }
        if (content.flaw() != null) {
            flaws.add(content.flaw());
            return true;
        }
        List<Bundled> places = tables.bundles().in(session, bundle.id());
        for (Bundled bundled : places) {
            BundleEntry entry = content.webhooks().get(bundled.place());
            boolean fits = entry != null
                    && entry.key().equals(bundled.key())
                    && entry.sha256().equals(bundled.sha256())
                    && entry.body().size() == bundled.size();
            if (!fits) {
                String reason = "its bundle does not hold it where the database says";
                flaws.add(new ArchiveFlaw(Kind.BODY_MISSING, bundled.key().value(), reason));
            }
            records.checkForRecord(session, bundled.key(), flaws);
        }
        if (places.size() != content.webhooks().size()) {
            flaws.add(new ArchiveFlaw(
                    Kind.RECORD_DAMAGED,
                    BundleFiles.ROOT + "/" + bundle.name(),
                    "it holds " + content.webhooks().size() + " webhooks, the database knows " + places.size()));
        }
        return true;
    }
}
