package dev.sallyport.local.bench.store;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.store.LocalStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asks a store everything that the engine and its pages ask, many times and at random places. For one thread. */
final class StoreQueries {

    private static final int TIMES = 300;
    private static final int UNMEASURED = 100;
    private static final int BATCH = 256;
    private static final int PAGE = 100;

    private final LocalStore store;
    private final long stored;

    /** The same places in every run. */
    private final Random random = new Random(7);

    private final List<QueryTiming> timings = new ArrayList<>();

    StoreQueries(LocalStore store, long stored) {
        this.store = store;
        this.stored = stored;
    }

    List<QueryTiming> measure() throws IOException {
        List<WebhookRecord> samples = samples();
        measure("record by id", i -> store.webhooks().find(anyId()));
        measure("record by an id unknown", i -> store.webhooks().find(BenchWebhooks.idOf(stored + 1 + i)));
        measure(
                "archived request",
                i -> store.archive().read(samples.get(i % samples.size()).archiveKey()));
        measure("page of all, newest first", i -> store.webhooks().list(query().build()));
        measure(
                "page of all from any time",
                i -> store.webhooks().list(from(samples, i).build()));
        measure(
                "page of one provider, oldest first",
                i -> store.webhooks()
                        .list(from(samples, i)
                                .provider(BenchWebhooks.providerOf(i))
                                .direction(Direction.OLDEST_FIRST)
                                .build()));
        for (WebhookStatus status : WebhookStatus.values()) {
            measure(
                    "page of " + status,
                    i -> store.webhooks().list(from(samples, i).status(status).build()));
        }
        List<WebhookQuery> following = following(samples);
        measure("page behind a cursor", i -> store.webhooks().list(following.get(i % following.size())));
        measure("publications", i -> store.publications().after(random.nextLong(stored), PAGE));
        measure("stranded", i -> store.webhooks().stranded(Instant.now(), PAGE));
        measure("counts", i -> store.counts());
        measure("age of the oldest", i -> store.oldestPending());
        measure("what is due of the queue", i -> store.queue().receive(BATCH, Duration.ZERO));
        return timings;
    }

    private interface Query {
        @Nullable
        Object ask(int time);
    }

    private void measure(String name, Query query) throws IOException {
        for (int i = 0; i < UNMEASURED; i++) {
            query.ask(i);
        }
        timings.add(Timer.time(name, TIMES, query::ask));
    }

    private WebhookId anyId() {
        return BenchWebhooks.idOf(random.nextLong(stored));
    }

    private List<WebhookRecord> samples() {
        List<WebhookRecord> samples = new ArrayList<>();
        while (samples.size() < TIMES) {
            WebhookRecord record = store.webhooks().find(anyId());
            if (record != null) {
                samples.add(record);
            }
        }
        return samples;
    }

    private static WebhookQuery.Builder query() {
        return WebhookQuery.builder().limit(50);
    }

    private static WebhookQuery.Builder from(List<WebhookRecord> samples, int time) {
        Instant at = samples.get(time % samples.size()).receivedAt();
        return query().receivedFrom(at).receivedBefore(at.plus(Duration.ofHours(1)));
    }

    private List<WebhookQuery> following(List<WebhookRecord> samples) {
        List<WebhookQuery> following = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            WebhookQuery first = query().receivedBefore(
                            samples.get(i).receivedAt().plusNanos(1))
                    .build();
            WebhookPage page = store.webhooks().list(first);
            String cursor = page.nextCursor();
            if (cursor != null) {
                following.add(WebhookQuery.builder().from(first).cursor(cursor).build());
            }
        }
        return following;
    }
}
