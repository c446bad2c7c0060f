package dev.sallyport.local.store.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves pages from the write-ahead log into the database on a connection of its own, while the writer goes on.
 *
 * <p>SQLite begins the log anew only when all of it has been moved at the moment a transaction begins, which under
 * constant load never happens by itself: the log would grow for ever. So once the log is long and little of it is left
 * to move, the writer is held up for that little.
 */
final class Checkpointer implements Runnable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration CALM = Duration.ofSeconds(1);

    /** Pages to be moved at a time: so few that syncing the database does not keep the disk from the log for long. */
    private static final int STEP = 1_024;

    /** Pages after which the log is to begin anew: 64 MiB. */
    private static final int LONG_LOG = 8_192;

    /** Pages that may be left when the writer is held up. */
    private static final int LITTLE = 256;

    /** Pages at which new work is refused, because the disk does not keep up: 1 GiB. */
    private static final int TOO_LONG_LOG = 131_072;

    private final Callable<SqliteSession> sessions;
    private final ReentrantLock gate;
    private volatile boolean written;
    private volatile boolean stopped;
    private volatile boolean behind;
    private volatile @Nullable Thread thread;

    Checkpointer(Callable<SqliteSession> sessions, ReentrantLock gate) {
        this.sessions = sessions;
        this.gate = gate;
    }

    /** Is told by the writer that the log has grown. */
    void wrote() {
        if (!written) {
            written = true;
            LockSupport.unpark(thread);
        }
    }

    /** Tells whether the log has become so long that nothing should be added to it. */
    boolean isBehind() {
        return behind;
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            if (!written) {
                LockSupport.park(this);
                continue;
            }
            try (SqliteSession session = sessions.call()) {
                checkpointUntilCalm(session);
            } catch (Exception e) {
                // A full or failing disk: nothing is lost, the log holds it all. Try again while there is a log.
                LockSupport.parkNanos(CALM.toNanos());
            }
        }
    }

    /** Returns when nothing has been written for a while and all of the log has been moved. */
    private void checkpointUntilCalm(SqliteSession session) throws SQLException {
        long calmSince = System.nanoTime();
        while (!stopped) {
            boolean grew = written;
            written = false;
            Log log = look(session);
            if (grew) {
                calmSince = System.nanoTime();
            }
            boolean calm = System.nanoTime() - calmSince > CALM.toNanos();
            if (log.left() >= STEP || (calm && log.left() > 0)) {
                log = move(session);
                if (log.pages >= LONG_LOG && log.left() <= LITTLE) {
                    log = moveTheRest(session);
                }
            }
            behind = log.pages >= TOO_LONG_LOG;
            if (calm && log.left() == 0) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private Log moveTheRest(SqliteSession session) throws SQLException {
        gate.lock();
        try {
            return move(session);
        } finally {
            gate.unlock();
        }
    }

    private static Log look(SqliteSession session) throws SQLException {
        return checkpoint(session.prepare("PRAGMA wal_checkpoint(NOOP)"));
    }

    private static Log move(SqliteSession session) throws SQLException {
        return checkpoint(session.prepare("PRAGMA wal_checkpoint(PASSIVE)"));
    }

    private static Log checkpoint(PreparedStatement pragma) throws SQLException {
        try (ResultSet result = pragma.executeQuery()) {
            result.next();
            return new Log(result.getInt(2), result.getInt(3));
        }
    }

    /** The log: how many pages it holds, and how many of them the database has. */
    private record Log(int pages, int moved) {

        int left() {
            return pages - moved;
        }
    }
}
