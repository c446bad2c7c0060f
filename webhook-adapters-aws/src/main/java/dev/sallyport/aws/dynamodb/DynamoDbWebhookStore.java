package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
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
 * <p>Creating a record writes one unit per started kilobyte to the table and one to an index; making it processed one to
 * the table alone. What is neither new nor processed stands in a second index; see {@link Newcomers} for what is new.
 *
 * <p>Beside a record the table keeps in which message the webhook came and where in a bundle its body lies, if so.
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
        Newcomers newcomers = new Newcomers(table, providers);
        listing = new WebhookListing(table, providers, newcomers);
        stranded = new StrandedSearch(table, newcomers);
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        return create(record, RecordItems.write(record));
    }

    /**
     * Creates a record of a webhook that travels in a message, unless one of the same id exists.
     *
     * @param arrival names the message: a record that was created from the same message counts as created now
     */
    public CreateOutcome create(WebhookRecord record, String arrival) {
        return create(record, RecordItems.write(record).with(RecordItems.ARRIVAL, arrival));
    }

    private CreateOutcome create(WebhookRecord record, Item item) {
        if (record.revision() != 0) {
            throw new IllegalArgumentException("a record to create has revision 0, not " + record.revision());
        }
        providers.add(record.provider());
        Item existing = table.putNew(item);
        String arrival = item.textOrNull(RecordItems.ARRIVAL);
        return existing == null || (arrival != null && arrival.equals(existing.textOrNull(RecordItems.ARRIVAL)))
                ? new CreateOutcome.Created()
                : new CreateOutcome.AlreadyExists(RecordItems.read(existing));
    }

    /** Returns a record with what is kept beside it, or null. */
    public @Nullable KeptWebhook findKept(WebhookId id) {
        Item item = table.get(ItemKey.alone(id.value()));
        return item == null ? null : RecordItems.readKept(item);
    }

    /** Returns the records that exist of the ids given, with what is kept beside them, by id. */
    public Map<WebhookId, KeptWebhook> findKept(Collection<WebhookId> ids) {
        Map<WebhookId, KeptWebhook> found = new HashMap<>();
        table.getAll(ids.stream().map(id -> ItemKey.alone(id.value())).toList())
                .values()
                .forEach(item -> found.put(new WebhookId(item.partition()), RecordItems.readKept(item)));
        return found;
    }

    /** Notes where bodies lie, for records that are not to be changed otherwise. */
    public void noteAddresses(Map<WebhookId, BundleAddress> addresses) {
        ParallelCalls.map(
                List.copyOf(addresses.entrySet()),
                entry -> table.changeIf(
                        ItemKey.alone(entry.getKey().value()),
                        Expression.of("SET " + RecordItems.BUNDLE + " = :bundle")
                                .with(":bundle", entry.getValue().text()),
                        Expression.EXISTS));
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
        return replaceAll(replacements, Map.of());
    }

    /**
     * Replaces records as {@link #replaceAll(List)} does, and notes with them where bodies lie.
     *
     * @param addresses of some of the webhooks, or of others
     */
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements, Map<WebhookId, BundleAddress> addresses) {
        // The service has a call for many puts, but none for many conditional ones that may fail each by itself.
        return ParallelCalls.map(replacements, replacement -> replace(replacement, addresses.get(replacement.id())));
    }

    private ReplaceOutcome replace(WebhookRecord replacement, @Nullable BundleAddress address) {
        Item next = RecordItems.write(replacement).with(RecordItems.BUNDLE, address == null ? null : address.text());
        Item current = table.changeToNext(next, RecordItems.PASSING);
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
