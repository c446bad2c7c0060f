package dev.sallyport.aws;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes many calls at once, where a service has no call for many. */
public final class ParallelCalls {

    /** As many as answer within one call's time; more would only queue up at the client's connections. */
    private static final int AT_ONCE = 16;

    private ParallelCalls() {}

    /**
     * Calls a function for each argument, at most {@value #AT_ONCE} at a time.
     *
     * @return the results, in the order of the arguments
     * @throws PortException after all calls have ended, if any failed: the most uncertain of their failures
     */
    public static <A, R> List<R> map(List<A> arguments, Function<? super A, ? extends R> call) {
        if (arguments.size() == 1) {
            List<R> only = new ArrayList<>(1);
            only.add(call.apply(arguments.getFirst()));
            return only;
        }
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> results = new ArrayList<>(arguments.size());
            for (A argument : arguments) {
                results.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        return call.apply(argument);
                    } finally {
                        places.release();
                    }
                }));
            }
            return collect(results);
        }
    }

    private static <R> List<R> collect(List<Future<R>> futures) {
        List<R> results = new ArrayList<>(futures.size());
        @Nullable RuntimeException failure = null;
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failure = worse(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OutcomeUnknownException("interrupted while calls were under way", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private static RuntimeException worse(@Nullable RuntimeException known, @Nullable Throwable next) {
        if (next instanceof Error error) {
            throw error;
        }
        RuntimeException other =
                next instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(next);
        return known == null || severity(other) > severity(known) ? other : known;
    }

    private static int severity(RuntimeException failure) {
        if (!(failure instanceof PortException)) {
            return 2;
        }
        return failure instanceof OutcomeUnknownException ? 1 : 0;
    }
}
