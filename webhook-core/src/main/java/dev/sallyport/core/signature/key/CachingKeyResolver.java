package dev.sallyport.core.signature.key;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what another resolver answered, within limits that no flood of forged requests can exceed.
 *
 * <p>A document is fetched once however many threads want it. Documents and failures are kept apart, so that failures
 * push no key out. A document without the wanted key id is fetched again, for the provider may have changed keys, but
 * only after a pause. A document that has become old stays in use for a while if its address does not answer.
 *
 * <p>Thread-safe.
 */
public final class CachingKeyResolver implements KeyResolver {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final KeyResolver source;
    private final InstantSource clock;
    private final KeyCacheLimits limits;
    private final FailedFetches failures;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<KeyRequest, Remembered<KeyResolution.Found>> found;
    private final Map<KeyRequest, Remembered<KeyResolution>> failed;
    private final Map<KeyRequest, CompletableFuture<KeyResolution>> underWay = new LinkedHashMap<>();
    private final AtomicReference<Minute> minute = new AtomicReference<>(new Minute(Instant.EPOCH, 0));

    /**
     * Makes a resolver.
     *
     * @param source who is asked
     * @param clock tells the time
     * @param limits how much is kept and asked
     * @param failures is told why a key could not be had
     */
    public CachingKeyResolver(KeyResolver source, InstantSource clock, KeyCacheLimits limits, FailedFetches failures) {
        this.source = source;
        this.clock = clock;
        this.limits = limits;
        this.failures = failures;
        this.found = new Bounded<>(limits.addresses());
        this.failed = new Bounded<>(limits.addresses());
    }

    /** Makes a resolver whose failures nobody is told of. */
    public CachingKeyResolver(KeyResolver source, InstantSource clock, KeyCacheLimits limits) {
        this(source, clock, limits, FailedFetches.IGNORED);
    }

    private record Remembered<T>(T answer, Instant at) {

        boolean isYoungerThan(Duration age, Instant now) {
            // A clock that was set back makes an answer old, not young for ever.
            return !now.isBefore(at) && Duration.between(at, now).compareTo(age) < 0;
        }
    }

    private record Minute(Instant began, int asked) {}

    /** Forgets what has not been wanted for the longest time. */
    private static final class Bounded<T> extends LinkedHashMap<KeyRequest, T> {

        private static final long serialVersionUID = 1;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyRequest, T> eldest) {
            return size() > most;
        }
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        CompletableFuture<KeyResolution> answer;
        boolean asksItself = false;
        KeyRequest document = request.document();
        lock.lock();
        try {
            Instant now = clock.instant();
            KeyResolution remembered = remembered(request, now);
            if (remembered != null) {
                return remembered;
            }
            answer = underWay.get(document);
            if (answer == null) {
                if (!mayAsk(now)) {
                    return stale(request, now, "it was asked for too often within a minute");
                }
                answer = new CompletableFuture<>();
                underWay.put(document, answer);
                asksItself = true;
            }
        } finally {
            lock.unlock();
        }
        KeyResolution resolution = asksItself ? ask(request, answer) : answer.join();
        return switch (resolution) {
            case KeyResolution.Found found -> found;
            case KeyResolution.Absent absent -> absent;
            case KeyResolution.Unavailable unavailable -> {
                lock.lock();
                try {
                    yield stale(request, clock.instant(), unavailable.reason());
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    /** Returns what may be answered without asking; null if it must be asked. */
    private @Nullable KeyResolution remembered(KeyRequest request, Instant now) {
        KeyRequest document = request.document();
        Remembered<KeyResolution.Found> known = found.get(document);
        if (known != null && known.isYoungerThan(limits.keep(), now)) {
            boolean sure = known.answer().answersTo(request.keyId()) || known.isYoungerThan(limits.pause(), now);
            if (sure) {
                return known.answer();
            }
        }
        Remembered<KeyResolution> failure = failed.get(document);
        if (failure == null || !failure.isYoungerThan(limits.pause(), now)) {
            return null;
        }
        return switch (failure.answer()) {
            case KeyResolution.Unavailable unavailable -> stale(request, now, unavailable.reason());
            case KeyResolution.Absent absent -> absent;
            case KeyResolution.Found none -> none;
        };
    }

    /** Takes one of the asks that the current minute has left. */
    private synchronized boolean mayAsk(Instant now) {
        Minute current = Objects.requireNonNull(minute.get());
        if (now.isBefore(current.began())
                || Duration.between(current.began(), now).compareTo(MINUTE) >= 0) {
            current = new Minute(now, 0);
        }
        boolean left = current.asked() < limits.asksPerMinute();
        minute.set(left ? new Minute(current.began(), current.asked() + 1) : current);
        return left;
    }

    /** Returns an old document with the wanted key if there is one, or else that it is unavailable. */
    private KeyResolution stale(KeyRequest request, Instant now, String reason) {
        Remembered<KeyResolution.Found> known = found.get(request.document());
        if (known != null
                && known.isYoungerThan(limits.keepWhenUnavailable(), now)
                && known.answer().answersTo(request.keyId())) {
            return known.answer();
        }
        return new KeyResolution.Unavailable(reason);
    }

    private KeyResolution ask(KeyRequest request, CompletableFuture<KeyResolution> answer) {
        KeyResolution resolution = new KeyResolution.Unavailable("the resolver failed");
        try {
            resolution = source.resolve(request);
        } finally {
            lock.lock();
            try {
                remember(request.document(), resolution, clock.instant());
                underWay.remove(request.document());
            } finally {
                lock.unlock();
                answer.complete(resolution);
            }
        }
        if (resolution instanceof KeyResolution.Unavailable unavailable) {
            failures.failed(URI.create(request.url()).getHost(), unavailable.reason());
        }
        return resolution;
    }

    private void remember(KeyRequest document, KeyResolution resolution, Instant now) {
        switch (resolution) {
            case KeyResolution.Found keys -> {
                found.put(document, new Remembered<>(keys, now));
                failed.remove(document);
            }
            case KeyResolution.Absent absent -> {
                found.remove(document);
                failed.put(document, new Remembered<>(absent, now));
            }
            case KeyResolution.Unavailable unavailable -> failed.put(document, new Remembered<>(unavailable, now));
        }
    }
}
