package dev.sallyport.local.store.engine;

import java.sql.SQLException;

/** Numbers rows in the order in which they are accepted, ascending across all tables that share it. Writer only. */
public final class RowSequence implements CommitParticipant {

    private long last;
    private long lastCommitted;

    /** Begins after a number. */
    public RowSequence(long last) {
        this.last = last;
        this.lastCommitted = last;
    }

    /**
     * Begins after the greatest of some numbers.
     *
     * @param queries each for the last number in one table
     */
    public static RowSequence load(SqliteSession session, String... queries) throws SQLException {
        long last = 0;
        for (String query : queries) {
            last = Math.max(last, session.number(query));
        }
        return new RowSequence(last);
    }

    /** Returns the next number. */
    public long next() {
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
