package dev.sallyport.local.store;

import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.ArchiveFlaw.Kind;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the archive holds what it should and nothing else: the body of every record with its SHA-256, every
 * bundle, every dead letter. Changes nothing, and may run beside all else. It goes in steps that are bounded in time,
 * each of which says where the next begins. Safe for any number of threads.
 */
public final class ArchiveVerifier {

    private static final int PAGE = 500;
    private static final String IN_BUNDLES = "SELECT sum(webhooks) FROM bundles WHERE state = 1";

    private final SqliteEngine engine;
    private final Tables tables;
    private final BundleFiles files;
    private final RecordCheck records;
    private final BundleCheck bundles;
    private final LetterCheck letters;

    ArchiveVerifier(SqliteEngine engine, Tables tables, BundleFiles files) {
        this.engine = engine;
        this.tables = tables;
        this.files = files;
        this.records = new RecordCheck(tables);
        this.bundles = new BundleCheck(tables, files);
        this.letters = new LetterCheck(tables);
    }

    /** In this order; their names stand in cursors. */
    private enum Stage {
        RECORDS,
        BODIES,
        BUNDLES,
        LETTERS,
        FILES
    }

    /**
     * What a step looked at.
     *
     * @param next where the next step begins; null at the end
     * @param records how many records it looked at
     * @param bundled how many webhooks in bundles
     * @param bundles how many bundles
     * @param deadLetters how many dead letters
     */
    public record Step(
            @Nullable String next,
            long records,
            long bundled,
            long bundles,
            long deadLetters,
            List<ArchiveFlaw> flaws) {

        public Step {
            flaws = List.copyOf(flaws);
        }
    }

    /** Returns how many records and bundled webhooks there are to look at. */
    public long total() {
        return tables.counts().all().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + engine.read(session -> session.number(IN_BUNDLES));
    }

    /**
     * Does one step.
     *
     * @param cursor as the step before returned it; null to begin
     * @throws IllegalArgumentException if it is no such cursor
     * @throws PortUnavailableException if the store cannot be read now
     */
    public Step step(@Nullable String cursor) {
        int colon = cursor == null ? -1 : cursor.indexOf(':');
        Stage stage = cursor == null ? Stage.RECORDS : Stage.valueOf(cursor.substring(0, Math.max(0, colon)));
        String position = cursor == null ? "0" : cursor.substring(colon + 1);
        try {
            return switch (stage) {
                case RECORDS -> checkRecords(Long.parseLong(position));
                case BODIES -> checkBodies(Long.parseLong(position));
                case BUNDLES -> checkBundle(Long.parseLong(position));
                case LETTERS -> checkLetters(position);
                case FILES -> checkFiles();
            };
        } catch (PortUnavailableException e) {
            if (!SqliteEngine.isDamage(e)) {
                throw e;
            }
            return step(after(stage), 0, List.of(damage(String.valueOf(e.getMessage()))));
        }
    }

    private static @Nullable String after(Stage stage) {
        return switch (stage) {
            case RECORDS -> "BODIES:0";
            case BODIES -> "BUNDLES:0";
            case BUNDLES -> "LETTERS:";
            case LETTERS -> "FILES:";
            case FILES -> null;
        };
    }

    /** Does all steps and returns all that is wrong, for tests and small archives. */
    public List<ArchiveFlaw> verify() {
        List<ArchiveFlaw> flaws = new ArrayList<>(checkDatabase());
        Step step = step(null);
        flaws.addAll(step.flaws());
        for (String next = step.next(); next != null; next = step.next()) {
            step = step(next);
            flaws.addAll(step.flaws());
        }
        return flaws;
    }

    /** Has the database check itself, which takes as long as reading all of it: no step includes this. */
    public List<ArchiveFlaw> checkDatabase() {
        try {
            return engine.read(session -> {
                List<ArchiveFlaw> flaws = new ArrayList<>();
                try (ResultSet rows =
                        session.prepare("PRAGMA integrity_check(20)").executeQuery()) {
                    while (rows.next()) {
                        if (!"ok".equals(rows.getString(1))) {
                            flaws.add(
                                    damage(rows.getString(1).lines().findFirst().orElse("")));
                        }
                    }
                }
                return flaws;
            });
        } catch (PortUnavailableException e) {
            if (!SqliteEngine.isDamage(e)) {
                throw e;
            }
            return List.of(damage(String.valueOf(e.getMessage())));
        }
    }

    private static ArchiveFlaw damage(String reason) {
        return new ArchiveFlaw(Kind.DATABASE_DAMAGED, LocalStore.DATABASE, reason);
    }

    private static Step step(@Nullable String next, long records, List<ArchiveFlaw> flaws) {
        return new Step(next, records, 0, 0, 0, flaws);
    }

    private Step checkRecords(long after) {
        List<ArchiveFlaw> flaws = new ArrayList<>();
        RecordCheck.Page page = engine.readSnapshot(session -> records.checkRecords(session, after, PAGE, flaws));
        boolean more = page.count() == PAGE;
        return step(more ? "RECORDS:" + page.last() : "BODIES:0", page.count(), flaws);
    }

    private Step checkBodies(long after) {
        List<ArchiveFlaw> flaws = new ArrayList<>();
        RecordCheck.Page page = engine.readSnapshot(session -> records.checkBodies(session, after, PAGE, flaws));
        return step(page.count() == PAGE ? "BODIES:" + page.last() : "BUNDLES:0", 0, flaws);
    }

    private Step checkBundle(long after) {
        List<Bundle> next = engine.read(session -> tables.bundles().after(session, after, 1));
        if (next.isEmpty()) {
            return step("LETTERS:", 0, List.of());
        }
        Bundle bundle = next.getFirst();
        List<ArchiveFlaw> flaws = new ArrayList<>();
        BundleCheck.Content content = bundles.read(bundle);
        boolean there = engine.readSnapshot(session -> bundles.check(session, bundle, content, flaws));
        return new Step("BUNDLES:" + bundle.id(), 0, bundle.webhooks(), there ? 1 : 0, 0, flaws);
    }

    private Step checkLetters(String after) {
        List<ArchiveFlaw> flaws = new ArrayList<>();
        LetterCheck.Page page = engine.readSnapshot(session -> letters.check(session, after, PAGE, flaws));
        String next = page.count() == PAGE ? "LETTERS:" + page.last() : "FILES:";
        return new Step(next, 0, 0, 0, page.count(), flaws);
    }

    private Step checkFiles() {
        try {
            // First the files: each is noted before it is there and until it is gone.
            List<String> there = files.names();
            Set<String> known = new HashSet<>(engine.read(this::names));
            List<ArchiveFlaw> flaws = new ArrayList<>();
            for (String name : there) {
                if (!known.contains(name) && files.names().contains(name)) {
                    String reason = "the database does not know this file";
                    flaws.add(new ArchiveFlaw(Kind.UNKNOWN_FILE, BundleFiles.ROOT + "/" + name, reason));
                }
            }
            return step(null, 0, flaws);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of bundles cannot be read", e);
        }
    }

    private List<String> names(SqliteSession session) throws SQLException {
        return tables.bundles().names(session);
    }
}
