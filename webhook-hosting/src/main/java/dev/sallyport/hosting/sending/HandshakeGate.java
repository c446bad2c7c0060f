package dev.sallyport.hosting.sending;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Lets only so many TLS handshakes go on at once; the others wait, within the deadlines of their requests. A handshake
 * costs milliseconds of processor time, so that thousands at once would all be late, and those that come first need not
 * be.
 *
 * <p>A handshake that takes longer than its share gives its place up and goes on: it waits for its peer, which costs
 * nothing, and peers that say nothing must not keep the others out. Thread-safe.
 */
final class HandshakeGate implements TlsSocketStrategy {

    /** Under which a request's {@link Deadline} stands in its context. */
    static final String DEADLINE = "sallyport.deadline";

    private final TlsSocketStrategy strategy;
    private final Semaphore places;
    private final Duration share;
    private final ScheduledExecutorService clock;

    /**
     * Makes a gate.
     *
     * @param handshakes how many at once, at least 1
     * @param share how long a handshake holds its place at most
     */
    HandshakeGate(TlsSocketStrategy strategy, int handshakes, Duration share, ScheduledExecutorService clock) {
        this.strategy = strategy;
        this.places = new Semaphore(handshakes, true);
        this.share = share;
        this.clock = clock;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        enter(context);
        Place place = new Place();
        try {
            return strategy.upgrade(socket, target, port, attachment, context);
        } finally {
            place.leave();
        }
    }

    private void enter(HttpContext context) throws IOException {
        if (!(context.getAttribute(DEADLINE) instanceof Deadline deadline)) {
            throw new IllegalStateException("a request is sent without a deadline");
        }
        try {
            if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SocketTimeoutException("no handshake could begin before the deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the handshake");
        }
    }

    /** Returns how many handshakes wait. */
    int waiting() {
        return places.getQueueLength();
    }

    /** Returns how many could begin now. */
    int free() {
        return places.availablePermits();
    }

    /** A place that is given up once, be it at the end of the handshake or of its share. */
    private final class Place {

        private final AtomicBoolean held = new AtomicBoolean(true);
        private final Future<?> giving = clock.schedule(this::giveUp, share.toNanos(), TimeUnit.NANOSECONDS);

        private void giveUp() {
            if (held.compareAndSet(true, false)) {
                places.release();
            }
        }

        void leave() {
            giving.cancel(false);
            giveUp();
        }
    }
}
