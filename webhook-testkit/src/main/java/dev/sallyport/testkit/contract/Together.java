package dev.sallyport.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets virtual threads do something at the same moment. */
final class Together {

    private Together() {}

    /** Runs a task for each number from 0, all starting together, and returns what they returned, by number. */
    static <T> List<T> run(int threads, IntFunction<T> task) {
        CountDownLatch start = new CountDownLatch(1);
        List<T> results = new ArrayList<>(threads);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>(threads);
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> waiting = () -> {
                    start.await();
                    return task.apply(number);
                };
                futures.add(executor.submit(waiting));
            }
            start.countDown();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a concurrent call failed", e.getCause());
        }
        return results;
    }
}
