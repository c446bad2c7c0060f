package dev.sallyport.local.store;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundleReader;
import dev.sallyport.core.archive.BundleReading;
import dev.sallyport.core.archive.BundleWriter;
import dev.sallyport.core.archive.SealedBundle;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.local.store.ArchiveTable.Found;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves requests of one age from the database into bundles, one provider and day in each.
 *
 * <p>A bundle is gathered as a list of places only. When it is sealed its name is noted, its file written and synced,
 * read back and proved; then one transaction notes where each request stands and deletes it from the database. Whatever
 * breaks off before that transaction leaves every request where it was. For one thread.
 */
final class Bundling {

    /** Bodies in a bundle: what one transaction deletes, and what a reader of the whole bundle holds in memory. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_WEBHOOKS = 4_096;

    private final SqliteEngine engine;
    private final Tables tables;
    private final BundleFiles files;
    private final InstantSource clock;
    private final Duration age;
    private final Map<ProviderId, ArchivePolicy> policies;
    private final ArchiveEvents events;
    private final ArchiveWalk walk;
    private final Map<ProviderId, Open> open = new HashMap<>();

    /**
     * Makes the bundling of one age.
     *
     * @param age at which requests go into bundles
     * @param policies of the providers to whom that applies
     * @param events is told of each bundle
     */
    Bundling(
            SqliteEngine engine,
            Tables tables,
            BundleFiles files,
            InstantSource clock,
            Duration age,
            Map<ProviderId, ArchivePolicy> policies,
            ArchiveEvents events) {
        this.engine = engine;
        this.tables = tables;
        this.files = files;
        this.clock = clock;
        this.age = age;
        this.policies = Map.copyOf(policies);
        this.events = events;
        this.walk = ArchiveWalk.of(engine, tables.archive(), "bundle " + age, policies.keySet());
    }

    /** Seals one bundle, or else gathers some requests; false if there is nothing to do now. */
    boolean step() {
        Instant now = clock.instant();
        for (Open bundle : open.values()) {
            if (bundle.isReady(now)) {
                seal(bundle);
                return true;
            }
        }
        return gather(now);
    }

    private boolean gather(Instant now) {
        List<Lying> ahead = walk.ahead();
        for (Lying request : ahead) {
            ArchivePolicy policy = policies.get(request.provider());
            if (policy != null) {
                Instant due = request.receivedAt().plus(age);
                // What seems to come from the future shows that the clock was wrong: it must not hold up the others.
                if (due.isAfter(now) && !request.receivedAt().isAfter(now)) {
                    return isAnyReady(now);
                }
                Open bundle = open.computeIfAbsent(request.provider(), unused -> new Open(policy.sealAfter()));
                if (!bundle.takes(request)) {
                    bundle.full = true;
                    return true;
                }
                bundle.add(request, due);
            }
            walk.passed(request);
        }
        walk.noteNowAndThen(doneWithout(null));
        return ArchiveWalk.isFull(ahead) || isAnyReady(now);
    }

    private boolean isAnyReady(Instant now) {
        return open.values().stream().anyMatch(bundle -> bundle.isReady(now));
    }

    private void seal(Open bundle) {
        List<Long> places = new ArrayList<>();
        List<BundleEntry> entries = new ArrayList<>();
        ProviderId provider = read(bundle, places, entries);
        if (!entries.isEmpty()) {
            SealedBundle sealed = BundleWriter.seal(entries);
            Bundle described = describe(bundle, provider, sealed);
            try {
                write(described, sealed, places, entries, doneWithout(provider));
                events.bundled(provider, entries.size(), sealed.bytes().size());
            } catch (IOException e) {
                throw new UncheckedIOException("a bundle of the archive could not be written", e);
            }
        }
        open.remove(provider);
    }

    /** Reads what is still there and unharmed; the rest stays where it is, for whoever verifies the archive. */
    private ProviderId read(Open bundle, List<Long> places, List<BundleEntry> entries) {
        engine.read(session -> {
            for (long seq : bundle.places) {
                if (tables.archive().read(session, seq, null) instanceof Found.Here here) {
                    places.add(seq);
                    entries.add(here.entry());
                }
            }
            return places.size();
        });
        return bundle.provider();
    }

    private static Bundle describe(Open bundle, ProviderId provider, SealedBundle sealed) {
        String name =
                provider + "/" + bundle.day() + "/" + sealed.sha256().toHex().substring(0, 32) + ".bundle";
        int webhooks = sealed.places().size();
        return new Bundle(0, provider, name, sealed.sha256(), sealed.bytes().size(), webhooks, bundle.lastReceivedAt);
    }

    private void write(Bundle bundle, SealedBundle sealed, List<Long> places, List<BundleEntry> entries, long doneTo)
            throws IOException {
        long id = engine.write(
                Admission.OWN_WORK, 256, session -> tables.bundles().announce(session, bundle));
        files.write(bundle.name(), sealed.bytes());
        if (!(BundleReader.read(files.read(bundle.name())) instanceof BundleReading.Whole)) {
            throw new IOException("what was written to " + bundle.name() + " is not what the disk holds");
        }
        engine.write(Admission.OWN_WORK, entries.size() * 256, session -> {
            move(session, id, sealed, places, entries);
            walk.note(session, doneTo);
            return id;
        });
    }

    private void move(SqliteSession session, long id, SealedBundle sealed, List<Long> places, List<BundleEntry> entries)
            throws SQLException {
        for (int i = 0; i < entries.size(); i++) {
            BundleEntry entry = entries.get(i);
            if (tables.archive().delete(session, places.get(i))) {
                BundleTable.Bundled bundled = new BundleTable.Bundled(
                        entry.key(),
                        entry.sha256(),
                        entry.body().size(),
                        id,
                        sealed.places().get(i));
                tables.bundles().insert(session, places.get(i), bundled);
            }
        }
        tables.bundles().seal(session, id);
    }

    /** Returns up to where nothing is left to be done, apart from the bundle of one provider. */
    private long doneWithout(@Nullable ProviderId provider) {
        return open.values().stream()
                .filter(bundle -> !bundle.places.isEmpty() && !bundle.provider().equals(provider))
                .mapToLong(bundle -> bundle.places.getFirst() - 1)
                .min()
                .orElse(walk.position());
    }

    /** Requests on their way into a bundle. */
    private static final class Open {

        private final Duration sealAfter;
        private final List<Long> places = new ArrayList<>();
        private @Nullable Lying first;
        private Instant firstDue = Instant.MAX;
        private Instant lastReceivedAt = Instant.MIN;
        private long bytes;
        private boolean full;

        Open(Duration sealAfter) {
            this.sealAfter = sealAfter;
        }

        boolean takes(Lying request) {
            return first == null
                    || (places.size() < MOST_WEBHOOKS
                            && bytes + request.bytes() <= MOST_BYTES
                            && day(request).equals(day()));
        }

        void add(Lying request, Instant due) {
            if (first == null) {
                first = request;
            }
            places.add(request.seq());
            bytes += request.bytes();
            firstDue = due.isBefore(firstDue) ? due : firstDue;
            lastReceivedAt = request.receivedAt().isAfter(lastReceivedAt) ? request.receivedAt() : lastReceivedAt;
        }

        boolean isReady(Instant now) {
            return full || (first != null && !firstDue.plus(sealAfter).isAfter(now));
        }

        private Lying first() {
            return Objects.requireNonNull(first, "only what holds a request is looked at");
        }

        ProviderId provider() {
            return Objects.requireNonNull(first().provider(), "only what has a provider is bundled");
        }

        LocalDate day() {
            return day(first());
        }

        private static LocalDate day(Lying request) {
            return request.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }
}
