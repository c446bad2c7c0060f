package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.store.ArchiveTable.Lying;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes requests whose retention has ended, from the database and by whole bundles. Records stay. A request stays as
 * long as any webhook of its provider that was received no later is still to be processed. For one thread.
 */
final class BodyExpiry {

    /** What one transaction deletes at most. */
    private static final int MOST_BYTES = 2 << 20;

    private static final int MOST_WEBHOOKS = 256;

    private final SqliteEngine engine;
    private final Tables tables;
    private final BundleFiles files;
    private final InstantSource clock;
    private final Duration age;
    private final Set<ProviderId> providers;
    private final ArchiveEvents events;
    private final ArchiveWalk walk;

    /** Up to where a restart need not look again; behind it lies something that seems to come from the future. */
    private long doneTo = Long.MAX_VALUE;

    /**
     * Makes the expiry of one age.
     *
     * @param age at which requests expire
     * @param providers to whom that applies
     * @param events is told of what was removed
     */
    BodyExpiry(
            SqliteEngine engine,
            Tables tables,
            BundleFiles files,
            InstantSource clock,
            Duration age,
            Set<ProviderId> providers,
            ArchiveEvents events) {
        this.engine = engine;
        this.tables = tables;
        this.files = files;
        this.clock = clock;
        this.age = age;
        this.providers = Set.copyOf(providers);
        this.events = events;
        this.walk = ArchiveWalk.of(engine, tables.archive(), "expire " + age, providers);
    }

    /** Removes some requests, or one bundle; false if there is nothing to do now. */
    boolean step() {
        Instant now = clock.instant();
        return expireBundle(now.minus(age)) || expireLying(now);
    }

    private boolean expireLying(Instant now) {
        Instant horizon = now.minus(age);
        List<Lying> expired = new ArrayList<>();
        List<Lying> ahead = walk.ahead();
        long bytes = 0;
        boolean more = ArchiveWalk.isFull(ahead);
        for (Lying request : ahead) {
            ProviderId provider = request.provider();
            if (provider != null && providers.contains(provider)) {
                if (request.receivedAt().isAfter(now)) {
                    doneTo = Math.min(doneTo, request.seq() - 1);
                } else if (request.receivedAt().isAfter(horizon) || isAwaited(provider, request.receivedAt())) {
                    more = false;
                    break;
                } else {
                    expired.add(request);
                    bytes += request.bytes();
                }
            }
            walk.passed(request);
            if (bytes >= MOST_BYTES || expired.size() >= MOST_WEBHOOKS) {
                more = true;
                break;
            }
        }
        long done = Math.min(doneTo, walk.position());
        if (!expired.isEmpty()) {
            engine.write(Admission.OWN_WORK, expired.size() * 128, session -> delete(session, expired, done))
                    .forEach(events::bodiesExpired);
        } else {
            walk.noteNowAndThen(done);
        }
        return more;
    }

    private boolean isAwaited(ProviderId provider, Instant receivedAt) {
        return engine.read(session -> isAwaited(session, provider, receivedAt));
    }

    /** Returns how many requests of each provider are gone. */
    private Map<ProviderId, Integer> delete(SqliteSession session, List<Lying> expired, long done) throws SQLException {
        Map<ProviderId, Integer> gone = new HashMap<>();
        for (Lying request : expired) {
            ProviderId provider = request.provider();
            if (provider != null && tables.archive().delete(session, request.seq())) {
                RetentionTable.bodyGoes(session, provider, request.receivedAt());
                gone.merge(provider, 1, Integer::sum);
            }
        }
        walk.note(session, done);
        return gone;
    }

    private boolean expireBundle(Instant horizon) {
        for (ProviderId provider : providers) {
            Bundle expired = oldestReceivedBy(provider, horizon);
            if (expired != null && engine.write(Admission.OWN_WORK, 4_096, session -> remove(session, expired))) {
                events.bodiesExpired(provider, expired.webhooks());
                try {
                    files.delete(expired.name());
                } catch (IOException e) {
                    throw new UncheckedIOException("a bundle of the archive could not be deleted", e);
                }
                engine.write(Admission.OWN_WORK, 64, session -> {
                    tables.bundles().forget(session, expired.id());
                    return expired.id();
                });
                return true;
            }
        }
        return false;
    }

    private @Nullable Bundle oldestReceivedBy(ProviderId provider, Instant then) {
        return engine.read(session -> Optional.ofNullable(tables.bundles().oldestReceivedBy(session, provider, then)))
                .orElse(null);
    }

    private boolean remove(SqliteSession session, Bundle expired) throws SQLException {
        if (isAwaited(session, expired.provider(), expired.lastReceivedAt())) {
            return false;
        }
        tables.bundles().remove(session, expired.id());
        RetentionTable.bodyGoes(session, expired.provider(), expired.lastReceivedAt());
        return true;
    }

    private static boolean isAwaited(SqliteSession session, ProviderId provider, Instant receivedAt)
            throws SQLException {
        for (WebhookStatus status : WebhookStatus.values()) {
            Instant oldest = status.isTerminal() ? null : WebhookTable.oldest(session, provider, status);
            if (oldest != null && !oldest.isAfter(receivedAt)) {
                return true;
            }
        }
        return false;
    }
}
