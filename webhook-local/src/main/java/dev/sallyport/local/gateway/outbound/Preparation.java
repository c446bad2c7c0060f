package dev.sallyport.local.gateway.outbound;

import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.HttpSender;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many deliveries are being prepared at once: read, checked and signed, up to the first call that waits for
 * someone else. Thousands that become due together would otherwise all ask the store at once, and whoever else reads
 * would wait behind them until it is told that the store is busy. Thread-safe.
 */
final class Preparation {

    private final Semaphore places;
    private final Set<Thread> preparing = ConcurrentHashMap.newKeySet();

    /**
     * Makes room.
     *
     * @param most how many at once, at least 1
     */
    Preparation(int most) {
        this.places = new Semaphore(most);
    }

    /** Waits for a place and takes it, for the thread that will {@link #begin}. */
    void await() {
        places.acquireUninterruptibly();
    }

    /** Makes the place that was taken this thread's. */
    void begin() {
        preparing.add(Thread.currentThread());
    }

    /** Gives this thread's place back, if it still has one. */
    void end() {
        if (preparing.remove(Thread.currentThread())) {
            places.release();
        }
    }

    /** Returns a resolver whose callers have ended their preparation: a name may keep them waiting. */
    AddressResolver beforeResolving(AddressResolver resolver) {
        return (host, deadline) -> {
            end();
            return resolver.resolve(host, deadline);
        };
    }

    /** Returns a sender whose callers have ended their preparation. */
    HttpSender beforeSending(HttpSender sender) {
        return request -> {
            end();
            return sender.send(request);
        };
    }
}
