package dev.sallyport.lambda.renewal;

import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is loaded when it is first asked for, and again when it has become old: so that what an operator changes
 * elsewhere takes effect within a bounded time. While it cannot be loaded again, the old one stays. Thread-safe.
 */
public final class Renewing<T> implements Supplier<T> {

    private final Supplier<T> loader;
    private final Duration maxAge;
    private final Duration pause;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Held<T> held;

    private record Held<T>(@Nullable T value, @Nullable PortUnavailableException failure, Instant until) {}

    /**
     * Makes a value that nobody has asked for yet.
     *
     * @param loader throws {@link PortUnavailableException} when there is nothing to be had now
     * @param maxAge how old a value may become before it is loaded again
     * @param pause how long to wait after a failure before it is tried again: strangers' requests must not become calls
     */
    public Renewing(Supplier<T> loader, Duration maxAge, Duration pause, InstantSource clock) {
        this.loader = loader;
        this.maxAge = maxAge;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Returns the value.
     *
     * @throws PortUnavailableException if there never was one, and now is none
     */
    @Override
    public T get() {
        Held<T> now = held;
        if (now == null || !clock.instant().isBefore(now.until())) {
            now = renewed();
        }
        T value = now.value();
        if (value == null) {
            PortUnavailableException failure = now.failure();
            throw new PortUnavailableException("there is nothing to be had yet", failure);
        }
        return value;
    }

    private Held<T> renewed() {
        lock.lock();
        try {
            Held<T> before = held;
            Instant now = clock.instant();
            if (before != null && now.isBefore(before.until())) {
                return before;
            }
            Held<T> after = load(before == null ? null : before.value(), now);
            held = after;
            return after;
        } finally {
            lock.unlock();
        }
    }

    private Held<T> load(@Nullable T old, Instant now) {
        try {
            return new Held<>(loader.get(), null, now.plus(maxAge));
        } catch (PortUnavailableException e) {
            return new Held<>(old, e, now.plus(pause));
        }
    }

    /** Counts the value as old from now on. */
    public void expire() {
        lock.lock();
        try {
            Held<T> now = held;
            if (now != null) {
                held = new Held<>(now.value(), now.failure(), Instant.MIN);
            }
        } finally {
            lock.unlock();
        }
    }
}
