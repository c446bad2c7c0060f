package dev.sallyport.local.gateway;

import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The thread that carries out archive policies, step by step. Thread-safe. */
final class ArchiveWorker {

    private static final Duration REST = Duration.ofSeconds(2);

    /** A full disk does not empty itself within seconds, and each attempt writes to the log of faults. */
    private static final Duration REST_AFTER_FAULT = Duration.ofSeconds(30);

    private final BooleanSupplier step;
    private final GatewayFaults faults;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Makes the thread; it begins at {@link #start()}.
     *
     * @param step does one step, and tells whether there is more to do at once
     */
    ArchiveWorker(BooleanSupplier step, GatewayFaults faults) {
        this.step = step;
        this.faults = faults;
        this.thread = Thread.ofPlatform().name("archivist").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Lets it finish the step in hand, for so long at most. */
    void stop(Duration atMost) {
        end.countDown();
        try {
            // One that does not end in time is cut off by the end of the process, which every step survives.
            boolean unused = thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration rest = Duration.ZERO;
        while (!endsWithin(rest)) {
            rest = doStep();
        }
    }

    private Duration doStep() {
        try {
            return step.getAsBoolean() ? Duration.ZERO : REST;
        } catch (PortException e) {
            return REST;
        } catch (RuntimeException | Error fault) {
            faults.arose("keeping the archive", fault);
            return REST_AFTER_FAULT;
        }
    }

    private boolean endsWithin(Duration rest) {
        try {
            return end.await(rest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
