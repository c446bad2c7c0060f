package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps records in a DynamoDB table of the form that {@link DynamoDbLayout} says. Safe for any number of threads.
 *
 * <p>Single records are read consistently. Listings and {@link #stranded} read indexes that the service updates after
 * the table, normally within milliseconds, so a newcomer may be missing from them for that long; what they return is
 * read from the table itself.
 *
 * <p>Creating a record writes one unit per started kilobyte to the table and to each of the two indexes; making it
 * processed one to the table and one to an index.
 */
public final class DynamoDbWebhookStore implements WebhookStore {

    private final Table table;
    private final KnownProviders providers;
    private final WebhookListing listing;
    private final StrandedSearch stranded;

    /** Uses a table that exists. */
    public DynamoDbWebhookStore(DynamoDbClient client, String tableName) {
        table = new Table(client, tableName);
        providers = new KnownProviders(table);
        listing = new WebhookListing(table, providers);
        stranded = new StrandedSearch(table);
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        if (record.revision() != 0) {
            throw new IllegalArgumentException("a record to create has revision 0, not " + record.revision());
        }
        providers.add(record.provider());
        Item existing = table.putNew(RecordItems.write(record));
        return existing == null
                ? new CreateOutcome.Created()
                : new CreateOutcome.AlreadyExists(RecordItems.read(existing));
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        Item item = table.get(ItemKey.alone(id.value()));
        return item == null ? null : RecordItems.read(item);
    }

    @Override
    public Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        Map<WebhookId, WebhookRecord> found = new HashMap<>();
        table.getAll(ids.stream().map(id -> ItemKey.alone(id.value())).toList())
                .values()
                .forEach(item -> found.put(new WebhookId(item.partition()), RecordItems.read(item)));
        return found;
    }

    @Override
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        // The service has a call for many puts, but none for many conditional ones that may fail each by itself.
        return ParallelCalls.map(replacements, this::replace);
    }

    private ReplaceOutcome replace(WebhookRecord replacement) {
        Item current = table.putNext(RecordItems.write(replacement));
        if (current == null) {
            return new ReplaceOutcome.Replaced();
        }
        if (current.attributes().isEmpty()) {
            return new ReplaceOutcome.Conflict(null);
        }
        WebhookRecord kept = RecordItems.read(current);
        return kept.equals(replacement) ? new ReplaceOutcome.Replaced() : new ReplaceOutcome.Conflict(kept);
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        return listing.page(query);
    }

    @Override
    public List<WebhookRecord> stranded(Instant before, int limit) {
        return stranded.before(before, limit);
    }
}
