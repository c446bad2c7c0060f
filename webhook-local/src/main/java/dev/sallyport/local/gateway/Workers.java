package dev.sallyport.local.gateway;

import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The threads that process what is queued and sweep up what stayed behind. Several process at once, so that their
 * transactions share the disk's syncs; the queue sees to it that each key is in one hand at a time. Thread-safe.
 */
final class Workers {

    private static final int PROCESSING_THREADS = 4;
    private static final int BATCH = 256;

    /** How often an idle worker looks by itself, which is how late a retry may begin. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(50);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final WorkQueueUseCase working;
    private final SweepStrandedUseCase sweeping;
    private final GatewayFaults faults;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    Workers(WorkQueueUseCase working, SweepStrandedUseCase sweeping, GatewayFaults faults) {
        this.working = working;
        this.sweeping = sweeping;
        this.faults = faults;
    }

    void start() {
        for (int i = 0; i < PROCESSING_THREADS; i++) {
            threads.add(Thread.ofPlatform().name("worker-" + i).start(this::process));
        }
        threads.add(Thread.ofPlatform().name("sweeper").start(this::sweep));
    }

    /** Tells that something was queued, so that no idle worker waits until it looks by itself. */
    void nudge() {
        if (news.availablePermits() < PROCESSING_THREADS) {
            news.release();
        }
    }

    /** Lets each thread finish what it has in hand, for so long at most. */
    void stop(Duration atMost) {
        stopping = true;
        news.release(PROCESSING_THREADS);
        end.countDown();
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void process() {
        while (!stopping) {
            if (attempt("processing", () -> working.workOnce(BATCH)) == 0) {
                awaitNews();
            }
        }
    }

    private void sweep() {
        while (!stopping) {
            if (attempt("sweeping", sweeping::sweep) > 0) {
                nudge();
            }
            awaitEnd(SWEEP_EVERY);
        }
    }

    private int attempt(String what, IntSupplier step) {
        try {
            return step.getAsInt();
        } catch (RuntimeException | Error fault) {
            // A worker that died of a bug would leave its share undone in silence.
            faults.arose(what, fault);
            awaitEnd(PAUSE_AFTER_FAULT);
            return 0;
        }
    }

    private void awaitNews() {
        try {
            // Whether it was news or time, the next thing is to look.
            boolean unused = news.tryAcquire(LOOK_AROUND.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void awaitEnd(Duration atMost) {
        try {
            stopping |= end.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
