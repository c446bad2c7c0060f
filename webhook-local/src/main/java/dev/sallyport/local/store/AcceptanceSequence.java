package dev.sallyport.local.store;

import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.SQLException;

/** Numbers rows in the order in which they are accepted, ascending across all tables that share it. Writer only. */
final class AcceptanceSequence implements CommitParticipant {

    private static final String LAST_WEBHOOK = "SELECT max(seq) FROM webhooks";
    private static final String LAST_ARCHIVED = "SELECT max(seq) FROM archive";
    private static final String LAST_QUEUED = "SELECT max(seq) FROM queue";

    private long last;
    private long lastCommitted;

    AcceptanceSequence(long last) {
        this.last = last;
        this.lastCommitted = last;
    }

    static AcceptanceSequence load(SqliteSession session) throws SQLException {
        long webhook = session.number(LAST_WEBHOOK);
        long archived = session.number(LAST_ARCHIVED);
        long queued = session.number(LAST_QUEUED);
        return new AcceptanceSequence(Math.max(webhook, Math.max(archived, queued)));
    }

    long next() {
        return ++last;
    }

    @Override
    public void afterCommit() {
        lastCommitted = last;
    }

    @Override
    public void afterRollback() {
        last = lastCommitted;
    }
}
