package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.PortUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few sessions that read, lent to any number of threads in turn. */
final class SessionPool {

    private final BlockingQueue<SqliteSession> idle;
    private final List<SqliteSession> all;
    private final Duration patience;
    private volatile boolean closed;

    SessionPool(List<SqliteSession> sessions, Duration patience) {
        this.all = List.copyOf(sessions);
        this.idle = new ArrayBlockingQueue<>(sessions.size(), true, sessions);
        this.patience = patience;
    }

    <R> R lend(ReadTask<R> task) {
        SqliteSession session = borrow();
        try {
            return task.run(session);
        } catch (SQLException e) {
            throw new PortUnavailableException("the store cannot read: " + e, e);
        } finally {
            idle.add(session);
        }
    }

    private SqliteSession borrow() {
        SqliteSession session;
        try {
            session = closed ? null : idle.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("the thread was interrupted before anything was read", e);
        }
        if (session == null) {
            throw new PortUnavailableException(closed ? "the store is closed" : "all readers of the store are busy");
        }
        if (closed) {
            idle.add(session);
            throw new PortUnavailableException("the store is closed");
        }
        return session;
    }

    /** Closes the sessions, waiting for each to be given back. */
    void close() {
        closed = true;
        List<SqliteSession> back = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (back.size() < all.size()) {
            SqliteSession session = next(deadline);
            if (session == null) {
                break;
            }
            back.add(session);
        }
        for (SqliteSession session : back) {
            try {
                session.close();
            } catch (SQLException e) {
                // It only read: nothing depends on how it ends.
            }
        }
    }

    private @Nullable SqliteSession next(long deadline) {
        try {
            return idle.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return idle.poll();
        }
    }
}
