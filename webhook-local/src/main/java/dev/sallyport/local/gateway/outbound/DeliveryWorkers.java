package dev.sallyport.local.gateway.outbound;

import dev.sallyport.core.port.in.DispatchDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase.SweepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/** The threads that hand out deliveries, and that look after those that stayed behind. Thread-safe. */
final class DeliveryWorkers {

    private static final int BATCH = 1_000;

    /** How often the dispatcher looks by itself, which is how late an attempt may begin. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(20);

    /** More than processors and readers of the store can keep busy. */
    private static final int PREPARED_AT_ONCE = 64;

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final BiConsumer<String, Throwable> faults;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Preparation preparation = new Preparation(PREPARED_AT_ONCE);
    private final InFlight inFlight;
    private volatile boolean stopping;

    /**
     * Makes workers; nothing runs yet.
     *
     * @param most how many deliveries may be in hand at once
     */
    DeliveryWorkers(int most, BiConsumer<String, Throwable> faults) {
        this.faults = faults;
        this.inFlight = new InFlight(most, preparation, this::nudge, faults);
    }

    /** Returns what runs the deliveries that are handed out. */
    InFlight inFlight() {
        return inFlight;
    }

    /** Returns what ends a delivery's preparation. */
    Preparation preparation() {
        return preparation;
    }

    void start(DispatchDeliveriesUseCase dispatching, SweepDeliveriesUseCase sweeping) {
        threads.add(Thread.ofPlatform().name("dispatcher").start(() -> dispatch(dispatching)));
        threads.add(Thread.ofPlatform().name("delivery-sweeper").start(() -> sweep(sweeping)));
    }

    /** Tells that something may have become ready, so that the dispatcher does not wait until it looks by itself. */
    void nudge() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /**
     * Hands out nothing more and lets what is in hand finish, for so long at most. What does not finish is attempted
     * again after the next start.
     */
    void stop(Duration atMost) {
        stopping = true;
        end.countDown();
        news.release();
        try {
            long deadline = System.nanoTime() + atMost.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            boolean unused = inFlight.awaitNone(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch(DispatchDeliveriesUseCase dispatching) {
        while (!stopping) {
            int room = Math.min(BATCH, inFlight.free());
            if (room == 0 || attempt("dispatching", () -> dispatching.dispatch(room)) == 0) {
                awaitNews();
            }
        }
    }

    private void sweep(SweepDeliveriesUseCase sweeping) {
        while (!stopping) {
            int most = attempt("sweeping deliveries", () -> {
                SweepReport report = sweeping.sweep(BATCH);
                if (report.woken() + report.told() > 0) {
                    nudge();
                }
                return Math.max(report.woken(), Math.max(report.told(), report.removed()));
            });
            if (most < BATCH) {
                awaitEnd(SWEEP_EVERY);
            }
        }
    }

    private int attempt(String what, IntSupplier step) {
        try {
            return step.getAsInt();
        } catch (RuntimeException | Error fault) {
            // A worker that died of a bug would leave its share undone in silence.
            faults.accept(what, fault);
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
