package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The only writer: runs what waits as one transaction, so that concurrent callers share one sync of the disk.
 *
 * <p>A transaction commits or fails as a whole, with one exception: where a single task spoiled it, each is run alone,
 * so that only the guilty one fails. No fault ends the writer: the next transaction tries again.
 */
final class GroupCommit implements Runnable {

    /** How many callers the writer wakes itself: waking many takes longer than the next transaction should wait. */
    private static final int FEW = 4;

    private final TicketQueue queue;
    private final Callable<SqliteSession> sessions;
    private final List<CommitParticipant> participants;
    private final Runnable wrote;

    private final ReentrantLock gate;

    private final AtomicLong commits = new AtomicLong();

    /** Null before the first transaction, and after a fault that left the connection in doubt. */
    private @Nullable SqliteSession session;

    /**
     * Makes a writer.
     *
     * @param gate held during each transaction; fair, since the writer comes back for it at once and would shut others
     *     out
     * @param wrote run after each transaction
     */
    GroupCommit(
            TicketQueue queue,
            Callable<SqliteSession> sessions,
            List<? extends CommitParticipant> participants,
            ReentrantLock gate,
            Runnable wrote) {
        this.queue = queue;
        this.sessions = sessions;
        this.participants = List.copyOf(participants);
        this.gate = gate;
        this.wrote = wrote;
    }

    /** Returns how many transactions have become durable, each by one sync. */
    long commits() {
        return commits.get();
    }

    /** Writes until the queue is closed and empty. */
    @Override
    public void run() {
        while (!queue.isFinished()) {
            List<Ticket<?>> batch = queue.take();
            if (!batch.isEmpty()) {
                write(batch);
                wrote.run();
            }
        }
        giveUpSession();
    }

    private void write(List<Ticket<?>> batch) {
        gate.lock();
        try {
            writeTogether(batch);
        } catch (RuntimeException | Error e) {
            // A fault of this program between commit and answer: the writer lives on, nobody is left waiting.
            giveUpSession();
            participants.forEach(CommitParticipant::afterRollback);
            batch.forEach(ticket ->
                    ticket.fail(() -> new OutcomeUnknownException("the store failed while it was writing", e)));
        } finally {
            gate.unlock();
        }
    }

    private void writeTogether(List<Ticket<?>> batch) {
        SqliteSession writing;
        try {
            writing = begin();
        } catch (SQLException e) {
            giveUpSession();
            refuse(batch, e);
            return;
        }
        try {
            for (Ticket<?> ticket : batch) {
                ticket.run(writing);
            }
            for (CommitParticipant participant : participants) {
                participant.beforeCommit(writing);
            }
        } catch (SQLException e) {
            rollBack(writing);
            if (batch.size() == 1 || SqliteFaults.isOfTheEnvironment(e)) {
                refuse(batch, e);
            } else {
                batch.forEach(ticket -> writeTogether(List.of(ticket)));
            }
            return;
        } catch (RuntimeException e) {
            rollBack(writing);
            if (batch.size() == 1) {
                batch.getFirst().fail(() -> e);
            } else {
                batch.forEach(ticket -> writeTogether(List.of(ticket)));
            }
            return;
        }
        commit(writing, batch);
    }

    private SqliteSession begin() throws SQLException {
        SqliteSession writing = session;
        if (writing == null) {
            writing = open();
            session = writing;
        }
        writing.begin();
        return writing;
    }

    private SqliteSession open() throws SQLException {
        try {
            return sessions.call();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException("the database cannot be opened", e);
        }
    }

    private void commit(SqliteSession writing, List<Ticket<?>> batch) {
        try {
            writing.commit();
        } catch (SQLException e) {
            rollBack(writing);
            if (SqliteFaults.isCommitUndone(e)) {
                refuse(batch, e);
            } else {
                batch.forEach(ticket -> ticket.fail(
                        () -> new OutcomeUnknownException("the store cannot tell whether the disk has it", e)));
            }
            return;
        }
        commits.incrementAndGet();
        participants.forEach(CommitParticipant::afterCommit);
        if (batch.size() <= FEW) {
            batch.forEach(Ticket::succeed);
        } else {
            Thread.startVirtualThread(() -> batch.forEach(Ticket::succeed));
        }
    }

    private void rollBack(SqliteSession writing) {
        participants.forEach(CommitParticipant::afterRollback);
        try {
            writing.rollback();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, or cannot; closing the connection drops the transaction either way.
            giveUpSession();
        }
    }

    private static void refuse(List<Ticket<?>> batch, SQLException cause) {
        batch.forEach(
                ticket -> ticket.fail(() -> new PortUnavailableException("the store cannot write: " + cause, cause)));
    }

    private void giveUpSession() {
        SqliteSession old = session;
        session = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // Nothing can be done with it any more; the operating system has the file's locks back at exit.
            }
        }
    }
}
