package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.LambdaFunction;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets the sweeper run every minute by a timer, where rules do not reach it. */
final class Sweeping implements AutoCloseable {

    private static final String EVENT = "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweeping").factory());

    private Sweeping() {}

    /** Starts a timer, for services whose rules do not reach this machine. */
    static Sweeping byTimer(LambdaFunction sweeper) {
        Sweeping sweeping = new Sweeping();
        var unused = sweeping.timer.scheduleWithFixedDelay(() -> sweeping.sweep(sweeper), 1, 1, TimeUnit.MINUTES);
        return sweeping;
    }

    private void sweep(LambdaFunction sweeper) {
        try {
            // What comes of it is in the function's log; the next minute tries again.
            var unused = sweeper.invoke(EVENT, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
