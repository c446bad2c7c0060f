package dev.sallyport.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.store.ArchiveTable.Lying;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way through all requests that lie in the database, in the order of acceptance, which a restart continues. An
 * index by age would cost every webhook that is accepted; walking costs each request one look. For one thread.
 */
final class ArchiveWalk {

    private static final int STEP = 512;

    /** How far it may have come without noting so, which is how much a restart looks at once more. */
    private static final long NOTED_EVERY = 8_192;

    private static final String DONE_TO = "SELECT done_to FROM archive_progress WHERE walk = ?";
    private static final String NOTE = "INSERT OR REPLACE INTO archive_progress (walk, done_to) VALUES (?, ?)";

    private final SqliteEngine engine;
    private final ArchiveTable archive;
    private final String name;
    private long position;
    private long noted;

    private ArchiveWalk(SqliteEngine engine, ArchiveTable archive, String name, long position) {
        this.engine = engine;
        this.archive = archive;
        this.name = name;
        this.position = position;
        this.noted = position;
    }

    /**
     * Goes on with a walk, or begins it.
     *
     * @param purpose with its policy: a walk for another policy is another walk
     * @param providers for whose requests it is made: with another set of them it is another walk
     */
    static ArchiveWalk of(SqliteEngine engine, ArchiveTable archive, String purpose, Set<ProviderId> providers) {
        String names = providers.stream().map(ProviderId::value).sorted().collect(Collectors.joining(","));
        String name = purpose + " "
                + RawPayload.adopt(names.getBytes(US_ASCII)).sha256().toHex().substring(0, 16);
        long done = engine.read(session -> {
            PreparedStatement find = session.prepare(DONE_TO);
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
        return new ArchiveWalk(engine, archive, name, done);
    }

    /** Returns what lies ahead, next first. */
    List<Lying> ahead() {
        return engine.read(session -> archive.after(session, position, STEP));
    }

    /** Tells whether so many are all that may be ahead at a time: there may be more behind them. */
    static boolean isFull(List<Lying> ahead) {
        return ahead.size() == STEP;
    }

    void passed(Lying request) {
        position = request.seq();
    }

    long position() {
        return position;
    }

    /** Notes, as a part of a transaction, that everything up to a place need not be looked at again. */
    void note(SqliteSession session, long doneTo) throws SQLException {
        PreparedStatement note = session.prepare(NOTE);
        note.setString(1, name);
        note.setLong(2, doneTo);
        note.executeUpdate();
        noted = doneTo;
    }

    /** Notes so in a transaction of its own, if it is worth one. */
    void noteNowAndThen(long doneTo) {
        if (doneTo - noted >= NOTED_EVERY) {
            engine.write(Admission.OWN_WORK, 64, session -> {
                note(session, doneTo);
                return doneTo;
            });
        }
    }
}
