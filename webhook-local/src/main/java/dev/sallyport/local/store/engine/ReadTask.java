package dev.sallyport.local.store.engine;

import java.sql.SQLException;

/** Reads from the database. */
@FunctionalInterface
public interface ReadTask<R> {

    /** Reads, on a session that is the task's own until it returns. */
    R run(SqliteSession session) throws SQLException;
}
