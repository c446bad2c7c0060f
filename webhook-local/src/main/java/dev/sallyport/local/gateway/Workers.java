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
import java.util.function.Supplier;

/**
 * The threads that process what is queued, sweep up what stayed behind, and carry on repairs. Several process at once, so that their
 * transactions share the disk's syncs; the queue sees to it that each key is in one hand at a time. Thread-safe.
 */
final class Workers {

    private static final int PROCESSING_THREADS = 4;
    private static final int BATCH = 256;

    /**
     * How long a worker waits after it found little, so that what comes meanwhile is processed together: webhooks that
     * come one at a time would otherwise each cost the syncs that a hundred can share.
     */
    private static final Duration GATHER = Duration.ofMillis(5);

    /** How often an idle worker looks by itself, which is how late a retry may begin. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(50);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final WorkQueueUseCase working;
    private final SweepStrandedUseCase sweeping;
    private final Supplier<Duration> repairing;
    private final GatewayFaults faults;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore newRuns = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * Makes the threads; they begin at {@link #start()}.
     *
     * @param repairing carries on repairs, and says how long there is nothing to do then
     */
    Workers(
            WorkQueueUseCase working,
            SweepStrandedUseCase sweeping,
            Supplier<Duration> repairing,
            GatewayFaults faults) {
        this.working = working;
        this.sweeping = sweeping;
        this.repairing = repairing;
        this.faults = faults;
    }

    void start() {
        for (int i = 0; i < PROCESSING_THREADS; i++) {
            threads.add(Thread.ofPlatform().name("worker-" + i).start(this::process));
        }
        threads.add(Thread.ofPlatform().name("sweeper").start(this::sweep));
        threads.add(Thread.ofPlatform().name("repairer").start(this::repair));
    }

    /** Tells that something was queued, so that no idle worker waits until it looks by itself. */
    void nudge() {
        if (news.availablePermits() < PROCESSING_THREADS) {
            news.release();
        }
    }

    /** Tells that a repair run was started. */
    void nudgeRepairs() {
        newRuns.release();
    }

    /** Lets each thread finish what it has in hand, for so long at most. */
    void stop(Duration atMost) {
        stopping = true;
        news.release(PROCESSING_THREADS);
        newRuns.release();
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
            int found = attempt("processing", () -> working.workOnce(BATCH));
            if (found < BATCH) {
                awaitEnd(GATHER);
            }
            if (found == 0) {
                await(news, LOOK_AROUND);
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

    private void repair() {
        while (!stopping) {
            Duration rest = PAUSE_AFTER_FAULT;
            try {
                rest = repairing.get();
                // What was redriven waits in the queue.
                nudge();
            } catch (RuntimeException | Error fault) {
                faults.arose("repairing", fault);
            }
            await(newRuns, rest);
            newRuns.drainPermits();
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

    private void await(Semaphore tidings, Duration atMost) {
        try {
            // Whether it was news or time, the next thing is to look.
            boolean unused = tidings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
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
