package dev.sallyport.emulation.function;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Invokes a function without anyone waiting for it, as rules do: what fails is tried twice again and then handed to
 * whoever keeps failures. Safe for any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">error handling of
 *     asynchronous invocations</a>
 */
public final class AsyncInvoker implements AutoCloseable {

    /** A minute, then two. */
    public static final List<Duration> USUAL_WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private final Invoker function;
    private final List<Duration> waits;
    private final OnFailure onFailure;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes an invoker.
     *
     * @param waits before each repetition, in order
     */
    public AsyncInvoker(Invoker function, List<Duration> waits, OnFailure onFailure) {
        this.function = function;
        this.waits = List.copyOf(waits);
        this.onFailure = onFailure;
    }

    /** Takes events whose last attempt failed. Called from several threads. */
    @FunctionalInterface
    public interface OnFailure {

        /** Keeps an event that the function did not take. */
        void keep(String event, InvocationOutcome.Failed failure);
    }

    /** Takes an event, and returns at once. */
    public void invoke(String event) {
        try {
            threads.execute(() -> run(event));
        } catch (RejectedExecutionException e) {
            onFailure.keep(event, new InvocationOutcome.Failed("Stopped", "the function is stopped"));
        }
    }

    private void run(String event) {
        InvocationOutcome.Failed failure = new InvocationOutcome.Failed("Stopped", "the function is stopped");
        try {
            for (int attempt = 0; attempt <= waits.size(); attempt++) {
                if (attempt > 0) {
                    Thread.sleep(waits.get(attempt - 1));
                }
                InvocationOutcome outcome = function.invoke(event, null);
                if (outcome instanceof InvocationOutcome.Failed failed) {
                    failure = failed;
                } else {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onFailure.keep(event, failure);
    }

    /** Gives up at once what waits or is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
