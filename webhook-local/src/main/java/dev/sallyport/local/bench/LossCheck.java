package dev.sallyport.local.bench;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks into what a stopped server left on the disk for every event that it had accepted.
 *
 * @param lost how many accepted events are not there as they should be: recorded, and published once
 * @param unexpected how many are there twice, or without having been accepted
 */
public record LossCheck(int lost, int unexpected) {

    private static final ProviderId PROVIDER = new ProviderId(SignedEvents.PROVIDER);
    private static final int AT_ONCE = 1_000;

    /** Looks into the data directory of a gateway. */
    static LossCheck ofGateway(Path data, BitSet accepted) {
        try (LocalStore store = LocalStore.open(
                data, InstantSource.system(), LocalStoreOptions.builder().build())) {
            Map<WebhookId, Integer> published = new HashMap<>();
            long after = 0;
            List<Publication> page = store.publications().after(after, AT_ONCE);
            while (!page.isEmpty()) {
                page.forEach(publication -> published.merge(publication.event().webhookId(), 1, Integer::sum));
                after = page.getLast().sequence();
                page = store.publications().after(after, AT_ONCE);
            }
            int lost = 0;
            int expected = 0;
            List<WebhookId> ids = new ArrayList<>(AT_ONCE);
            for (int event = accepted.nextSetBit(0); event >= 0; event = accepted.nextSetBit(event + 1)) {
                WebhookId id = idOf(event);
                ids.add(id);
                expected += published.getOrDefault(id, 0) == 1 ? 1 : 0;
                if (ids.size() == AT_ONCE) {
                    lost += lost(store, ids, published);
                    ids.clear();
                }
            }
            lost += lost(store, ids, published);
            int publications =
                    published.values().stream().mapToInt(Integer::intValue).sum();
            return new LossCheck(lost, publications - expected);
        }
    }

    private static int lost(LocalStore store, List<WebhookId> ids, Map<WebhookId, Integer> published) {
        Map<WebhookId, WebhookRecord> records = store.webhooks().findAll(ids);
        int lost = 0;
        for (WebhookId id : ids) {
            WebhookRecord record = records.get(id);
            boolean isThere = record != null && record.status() == WebhookStatus.PROCESSED;
            lost += isThere && published.containsKey(id) ? 0 : 1;
        }
        return lost;
    }

    /** Looks into the log of an {@link AppendLogServer}. */
    static LossCheck ofAppendLog(Path log, BitSet accepted) throws IOException {
        Set<WebhookId> kept = new HashSet<>();
        int[] entries = {0};
        AppendLog.read(log, id -> {
            kept.add(id);
            entries[0]++;
        });
        int lost = (int)
                accepted.stream().filter(event -> !kept.contains(idOf(event))).count();
        return new LossCheck(lost, entries[0] - (accepted.cardinality() - lost));
    }

    private static WebhookId idOf(int event) {
        return WebhookId.ofEvent(PROVIDER, SignedEvents.idOf(event));
    }
}
