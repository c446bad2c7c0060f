package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller's place in the writer's queue: the caller waits on it, the writer takes, runs and answers it.
 *
 * <p>The caller waits without a time limit of its own: a timer for each write would cost more than the write's share of
 * the disk. The {@link Overseer} answers for a writer that takes too long.
 */
final class Ticket<R> {

    private enum State {
        QUEUED,
        TAKEN,
        WITHDRAWN
    }

    private final WriteTask<R> task;
    private final int bytes;
    private final Thread caller = Thread.currentThread();
    private final long issued = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    /** Gives the result or throws in the caller's thread, so that the exception's trace is the caller's. */
    private final AtomicReference<@Nullable Supplier<R>> answer = new AtomicReference<>();

    /** What the caller is to be told if the transaction becomes durable. */
    private @Nullable Supplier<R> pending;

    Ticket(WriteTask<R> task, int bytes) {
        this.task = task;
        this.bytes = bytes;
    }

    /** Returns roughly how many bytes the task writes. */
    int bytes() {
        return bytes;
    }

    /** Returns when the caller came, as {@link System#nanoTime} counts. */
    long issued() {
        return issued;
    }

    /** Takes the ticket for the writer; false if its caller has gone. */
    boolean take() {
        return state.compareAndSet(State.QUEUED, State.TAKEN);
    }

    /** Runs the task within a transaction. */
    void run(SqliteSession session) throws SQLException {
        try {
            R result = task.run(session);
            pending = () -> result;
        } catch (PortUnavailableException refusal) {
            pending = () -> {
                throw new PortUnavailableException(String.valueOf(refusal.getMessage()), refusal);
            };
        }
    }

    /** Tells the caller what its task returned. */
    void succeed() {
        Supplier<R> result = pending;
        if (result == null) {
            throw new IllegalStateException("the task did not run");
        }
        answer(result);
    }

    /** Has the caller throw; without effect if it has been answered. */
    void fail(Supplier<? extends RuntimeException> exception) {
        answer(() -> {
            throw exception.get();
        });
    }

    private void answer(Supplier<R> given) {
        if (answer.compareAndSet(null, given)) {
            LockSupport.unpark(caller);
        }
    }

    /**
     * Answers in place of the writer: that nothing was written, if it has not taken the ticket, or that nobody knows.
     *
     * @param reason why the caller should wait no longer
     */
    void giveUp(String reason) {
        if (state.compareAndSet(State.QUEUED, State.WITHDRAWN)) {
            fail(() -> new PortUnavailableException(reason + " before anything was written"));
        } else {
            fail(() -> new OutcomeUnknownException(reason + " while the store was writing"));
        }
    }

    /**
     * Waits for the answer. An interrupt ends the waiting, and is still there afterwards.
     *
     * @throws PortUnavailableException if nothing was written
     * @throws OutcomeUnknownException if it may have been written
     */
    R await() {
        Supplier<R> given = answer.get();
        while (given == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                giveUp("the thread was interrupted");
                Thread.currentThread().interrupt();
            }
            given = answer.get();
        }
        return given.get();
    }
}
