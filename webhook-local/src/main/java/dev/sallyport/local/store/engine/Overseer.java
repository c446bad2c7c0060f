package dev.sallyport.local.store.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks at the writer now and then, and answers those who have waited too long: the disk may never come back. */
final class Overseer implements Runnable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Duration patience;
    private final TicketQueue queue;
    private volatile boolean stopped;

    Overseer(Duration patience, TicketQueue queue) {
        this.patience = patience;
        this.queue = queue;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = System.nanoTime();
            for (Ticket<?> ticket : queue.unanswered()) {
                if (now - ticket.issued() > patience.toNanos()) {
                    ticket.giveUp("the disk took longer than " + patience.toSeconds() + " s");
                }
            }
        }
    }
}
