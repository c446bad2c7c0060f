package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A caller's place in the writer's queue: the caller waits on it, the writer takes, runs and answers it. */
final class Ticket<R> {

    private enum State {
        QUEUED,
        TAKEN,
        WITHDRAWN
    }

    private final WriteTask<R> task;
    private final int bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    /** Gives the result or throws in the caller's thread, so that the exception's trace is the caller's. */
    private final CompletableFuture<Supplier<R>> answer = new CompletableFuture<>();

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
        answer.complete(result);
    }

    /** Has the caller throw; without effect if it has been answered. */
    void fail(Supplier<? extends RuntimeException> exception) {
        answer.complete(() -> {
            throw exception.get();
        });
    }

    /**
     * Waits for the answer.
     *
     * @throws PortUnavailableException if nothing was written, be it that patience ended or the thread was interrupted
     * @throws OutcomeUnknownException if it may have been written
     */
    R await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leave("the thread was interrupted", e);
        } catch (TimeoutException e) {
            return leave("the writer took longer than " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers are given, never failed", e);
        }
    }

    private R leave(String reason, Exception cause) {
        if (state.compareAndSet(State.QUEUED, State.WITHDRAWN)) {
            throw new PortUnavailableException(reason + " before anything was written", cause);
        }
        if (answer.isDone()) {
            return answer.join().get();
        }
        throw new OutcomeUnknownException(reason + " while the store was writing", cause);
    }
}
