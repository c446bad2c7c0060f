package dev.sallyport.local.gateway.outbound;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Runs deliveries, a virtual thread for each, and knows how many are in hand. Thread-safe. */
final class InFlight implements Executor {

    private final int most;
    private final Semaphore places;
    private final Preparation preparation;
    private final Runnable afterEach;
    private final BiConsumer<String, Throwable> faults;

    /**
     * Makes room.
     *
     * @param most how many there should be at once; whoever hands over more exceeds it
     * @param preparation how many begin at once; whoever hands over more waits
     * @param afterEach runs when one is done
     */
    InFlight(int most, Preparation preparation, Runnable afterEach, BiConsumer<String, Throwable> faults) {
        this.most = most;
        this.places = new Semaphore(most);
        this.preparation = preparation;
        this.afterEach = afterEach;
        this.faults = faults;
    }

    /** Returns how many more there is room for. */
    int free() {
        return places.availablePermits();
    }

    /** Returns how many are in hand. */
    int count() {
        return most - places.availablePermits();
    }

    @Override
    public void execute(Runnable delivery) {
        preparation.await();
        places.acquireUninterruptibly();
        Thread.ofVirtual().name("delivery").start(() -> {
            preparation.begin();
            try {
                delivery.run();
            } catch (RuntimeException | Error fault) {
                faults.accept("delivering", fault);
            } finally {
                preparation.end();
                places.release();
                afterEach.run();
            }
        });
    }

    /** Waits until none is in hand, for so long at most; tells whether that is so. */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        boolean none = places.tryAcquire(most, atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (none) {
            places.release(most);
        }
        return none;
    }
}
