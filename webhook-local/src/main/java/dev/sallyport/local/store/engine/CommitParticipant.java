package dev.sallyport.local.store.engine;

import java.sql.SQLException;

/**
 * Keeps something in memory in step with the database. Called by the writer only: tasks tell it of changes while a
 * transaction is under way, and these take effect when it is durable, before any caller is told.
 */
public interface CommitParticipant {

    /** Writes what the tasks of this transaction have left to be written once for all of them. */
    default void beforeCommit(SqliteSession session) throws SQLException {}

    /** Makes the changes of the transaction effective. */
    default void afterCommit() {}

    /** Forgets the changes of the transaction. */
    default void afterRollback() {}
}
