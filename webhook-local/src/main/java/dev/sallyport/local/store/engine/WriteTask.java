package dev.sallyport.local.store.engine;

import java.sql.SQLException;

/**
 * One caller's part of a transaction that others may share.
 *
 * <p>The task sees what the tasks before it in the transaction wrote. It may be run a second time if the transaction
 * was rolled back for another task's sake, so it MUST keep no state of its own. It may refuse with a {@link
 * dev.sallyport.core.port.out.PortUnavailableException}, as long as it has written nothing.
 */
@FunctionalInterface
public interface WriteTask<R> {

    /**
     * Writes.
     *
     * @return what the caller is told once the transaction is durable
     */
    R run(SqliteSession session) throws SQLException;
}
