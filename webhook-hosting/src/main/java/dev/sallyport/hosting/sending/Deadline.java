package dev.sallyport.hosting.sending;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The end of a request's time: cancels, from outside, whatever is under way then. Timeouts of sockets cannot do this,
 * for each byte that drips in begins them anew.
 */
final class Deadline implements AutoCloseable {

    private final AtomicReference<@Nullable Cancellable> underWay = new AtomicReference<>();
    private final Future<?> ending;
    private final long end;
    private volatile boolean passed;

    private Deadline(Duration time, ScheduledExecutorService clock) {
        this.end = System.nanoTime() + time.toNanos();
        // Closing a TLS connection may block on one that is being written to: not in the thread of all deadlines.
        this.ending = clock.schedule(() -> Thread.startVirtualThread(this::pass), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Deadline in(Duration time, ScheduledExecutorService clock) {
        return new Deadline(time, clock);
    }

    private void pass() {
        passed = true;
        cancel(underWay.get());
    }

    /** Makes this the thing to cancel; cancels it at once if the time is over. */
    void bounds(Cancellable next) {
        underWay.set(next);
        if (passed) {
            next.cancel();
        }
    }

    boolean hasPassed() {
        return passed;
    }

    /** Returns how much time is left; none or less once it is over. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static void cancel(@Nullable Cancellable running) {
        if (running != null) {
            running.cancel();
        }
    }

    /** Ends the watch: nothing is cancelled any more. */
    @Override
    public void close() {
        underWay.set(null);
        ending.cancel(false);
    }
}
