package dev.sallyport.local.store;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries out archive policies in steps: moves requests into bundles, and removes what has expired. After a crash at any
 * moment it goes on where it was; nothing is removed from one place before it is durable in another. Providers without
 * a policy here keep everything. For one thread.
 */
public final class ArchiveKeeper {

    private final SqliteEngine engine;
    private final Tables tables;
    private final BundleFiles files;
    private final InstantSource clock;
    private final Map<ProviderId, ArchivePolicy> policies;
    private final ArchiveEvents events;
    private @Nullable Work work;

    ArchiveKeeper(
            SqliteEngine engine,
            Tables tables,
            BundleFiles files,
            InstantSource clock,
            Map<ProviderId, ArchivePolicy> policies,
            ArchiveEvents events) {
        this.engine = engine;
        this.tables = tables;
        this.files = files;
        this.clock = clock;
        this.policies = Map.copyOf(policies);
        this.events = events;
    }

    /** What there is to do, in the order in which it is done. */
    private record Work(List<BodyExpiry> bodies, LetterExpiry letters, List<Bundling> bundlings) {

        boolean step() {
            // What has expired goes first: there is no use in bundling it.
            return bodies.stream().anyMatch(BodyExpiry::step)
                    || letters.step()
                    || bundlings.stream().anyMatch(Bundling::step);
        }
    }

    /**
     * Does one step, which is bounded in time and memory.
     *
     * @return false if there is nothing to do for now
     * @throws dev.sallyport.core.port.out.PortException if the store is out of reach; the next call goes on
     * @throws UncheckedIOException if a bundle can be neither written nor removed; nothing is lost, the next call tries
     *     again
     */
    public boolean step() {
        Work known = work;
        work = null;
        if (known == null) {
            tidy();
            known = plan();
        }
        boolean more = known.step();
        // Only now: whatever went wrong, the next call begins by tidying up.
        work = known;
        return more;
    }

    /** Removes what a crash or a fault left of bundles that were being written or removed. */
    private void tidy() {
        for (Bundle unfinished : engine.read(tables.bundles()::unfinished)) {
            try {
                files.delete(unfinished.name());
            } catch (IOException e) {
                throw new UncheckedIOException("an unfinished bundle of the archive could not be deleted", e);
            }
            engine.write(Admission.OWN_WORK, 64, session -> {
                tables.bundles().forget(session, unfinished.id());
                return unfinished.id();
            });
        }
    }

    private Work plan() {
        Map<Duration, Map<ProviderId, ArchivePolicy>> bundledAt = new TreeMap<>();
        Map<Duration, Map<ProviderId, ArchivePolicy>> expiredAt = new TreeMap<>();
        Map<ProviderId, Duration> letters = new HashMap<>();
        policies.forEach((provider, policy) -> {
            Duration bundle = policy.bundleAfter();
            if (bundle != null) {
                bundledAt.computeIfAbsent(bundle, age -> new HashMap<>()).put(provider, policy);
            }
            Duration expire = policy.expireAfter();
            if (expire != null) {
                expiredAt.computeIfAbsent(expire, age -> new HashMap<>()).put(provider, policy);
                letters.put(provider, expire);
            }
        });
        return new Work(
                expiredAt.entrySet().stream()
                        .map(group -> new BodyExpiry(
                                engine,
                                tables,
                                files,
                                clock,
                                group.getKey(),
                                group.getValue().keySet(),
                                events))
                        .toList(),
                new LetterExpiry(engine, clock, letters, events),
                bundledAt.entrySet().stream()
                        .map(group ->
                                new Bundling(engine, tables, files, clock, group.getKey(), group.getValue(), events))
                        .toList());
    }
}
