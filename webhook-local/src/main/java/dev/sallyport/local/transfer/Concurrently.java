package dev.sallyport.local.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does several things at the same time. */
final class Concurrently {

    private Concurrently() {}

    /**
     * Applies a function to each item, to at most so many at the same time; returns when all are done.
     *
     * @return the results, in the order of the items
     * @throws RuntimeException what the function threw for the first item of which it threw anything
     */
    static <T, R> List<R> map(int atOnce, List<T> items, Function<T, R> work) {
        if (atOnce == 1 || items.size() < 2) {
            return items.stream().map(work).toList();
        }
        List<Future<R>> futures = new ArrayList<>(items.size());
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(atOnce, items.size()))) {
            items.forEach(item -> futures.add(workers.submit(() -> work.apply(item))));
        }
        List<R> results = new ArrayList<>(items.size());
        futures.forEach(future -> results.add(resultOf(future)));
        return results;
    }

    private static <R> R resultOf(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a part of the work failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferException("interrupted; run the same command again, and it goes on", e);
        }
    }
}
