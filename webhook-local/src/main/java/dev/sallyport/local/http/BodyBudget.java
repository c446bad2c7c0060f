package dev.sallyport.local.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of bodies held at once, so that many clients with large bodies meet a 503 and not the end of the
 * heap. Thread-safe.
 */
final class BodyBudget {

    private final AtomicLong free;

    BodyBudget(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** Begins the account of one request, which is for one thread. */
    Account open() {
        return new Account();
    }

    /** What one request holds; closing gives it back. */
    final class Account implements AutoCloseable {

        private long held;

        private Account() {}

        /** Takes so many bytes more; false if they are not to be had. */
        boolean take(int bytes) {
            if (free.addAndGet(-bytes) < 0) {
                free.addAndGet(bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        @Override
        public void close() {
            free.addAndGet(held);
            held = 0;
        }
    }
}
