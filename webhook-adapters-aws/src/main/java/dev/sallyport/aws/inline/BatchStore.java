package dev.sallyport.aws.inline;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.KeptWebhook;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store as one batch sees it: the records that were read when it was opened are not read again until one of them
 * is changed, and each change says where the body lies.
 */
final class BatchStore implements WebhookStore {

    private final DynamoDbWebhookStore store;
    private final Map<WebhookId, BundleAddress> addresses;
    private @Nullable Map<WebhookId, KeptWebhook> asOpened;

    BatchStore(
            DynamoDbWebhookStore store, Map<WebhookId, KeptWebhook> asOpened, Map<WebhookId, BundleAddress> addresses) {
        this.store = store;
        this.addresses = addresses;
        this.asOpened = asOpened;
    }

    @Override
    public Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        Map<WebhookId, KeptWebhook> known = asOpened;
        if (known == null || !known.keySet().containsAll(ids)) {
            return store.findAll(ids);
        }
        Map<WebhookId, WebhookRecord> found = new HashMap<>();
        for (WebhookId id : ids) {
            KeptWebhook kept = known.get(id);
            if (kept != null) {
                found.put(id, kept.record());
            }
        }
        return found;
    }

    @Override
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        asOpened = null;
        return store.replaceAll(replacements, addresses);
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        asOpened = null;
        return store.create(record);
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        return store.find(id);
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        return store.list(query);
    }

    @Override
    public List<WebhookRecord> stranded(Instant before, int limit) {
        return store.stranded(before, limit);
    }
}
