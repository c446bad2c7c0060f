package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.table.Directory;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.PartitionQuery;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.format.EndpointJson;
import dev.sallyport.core.port.out.EndpointStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps endpoints in the table, all of a tenant in one partition. Safe for any number of threads.
 *
 * <p>Everything is read consistently but {@link #withPendingNotices}, which reads an index that follows the table within
 * milliseconds. An endpoint takes up to some 60 KB: ten secrets and twenty headers of the greatest length, sealed. A
 * tenant's partition answers 3,000 reads of 4 KB per second.
 */
public final class DynamoDbEndpointStore implements EndpointStore {

    private static final String ENDPOINT = "endpoint";
    private static final String TENANT = "tenant";
    private static final String NOTICES = "notices";
    private static final Comparator<Endpoint> OLDEST_FIRST =
            Comparator.comparing(Endpoint::createdAt).thenComparing(Endpoint::id);

    private final Table table;
    private final Directory directory;

    /** Uses a table that exists. */
    public DynamoDbEndpointStore(DynamoDbClient client, String tableName) {
        table = new Table(client, tableName);
        directory = new Directory(table, "endpoints");
    }

    @Override
    public void create(Endpoint endpoint) {
        if (endpoint.revision() != 0) {
            throw new IllegalArgumentException("an endpoint to create has revision 0, not " + endpoint.revision());
        }
        // Ids are drawn: what is there already is this endpoint, which may have been changed since, and stays so.
        new Transaction(table)
                .put(write(endpoint), Expression.IS_NEW)
                .put(directory
                        .entry(endpoint.id().value())
                        .with(TENANT, endpoint.tenant().value()))
                .commit();
    }

    @Override
    public @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        Item item = table.get(key(tenant, id));
        return item == null ? null : read(item);
    }

    @Override
    public List<Endpoint> ofTenant(TenantId tenant) {
        return PartitionQuery.after(table, partition(tenant), null).all().stream()
                .map(DynamoDbEndpointStore::read)
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public ReplaceEndpointOutcome replace(Endpoint endpoint) {
        Item current = table.putNext(write(endpoint));
        if (current == null) {
            return new ReplaceEndpointOutcome.Replaced();
        }
        if (!current.has(ENDPOINT)) {
            return new ReplaceEndpointOutcome.Conflict(null);
        }
        Endpoint kept = read(current);
        return kept.equals(endpoint)
                ? new ReplaceEndpointOutcome.Replaced()
                : new ReplaceEndpointOutcome.Conflict(kept);
    }

    @Override
    public boolean remove(TenantId tenant, EndpointId id) {
        return new Transaction(table)
                .delete(key(tenant, id), Expression.EXISTS)
                .delete(directory.key(id.value()))
                .commit()
                .isEmpty();
    }

    @Override
    public List<Endpoint> list(@Nullable EndpointId after, int limit) {
        return found(directory.page(after == null ? null : after.value(), limit).stream()
                .map(entry -> key(
                        new TenantId(entry.text(TENANT)),
                        new EndpointId(entry.key().sort())))
                .toList());
    }

    @Override
    public List<Endpoint> withPendingNotices(int limit) {
        Directory.requireLimit(limit);
        ShardReader reader = new ShardReader(table, DynamoDbLayout.OPEN_INDEX, NOTICES, "e", "f", true, limit);
        List<ItemKey> keys = new ArrayList<>();
        for (Item entry = reader.poll(); entry != null && keys.size() < limit; entry = reader.poll()) {
            keys.add(entry.key());
        }
        return found(keys).stream()
                .filter(endpoint -> !endpoint.pendingNotices().isEmpty())
                .toList();
    }

    private List<Endpoint> found(List<ItemKey> keys) {
        Map<ItemKey, Item> items = table.getAll(keys);
        return keys.stream()
                .map(items::get)
                .filter(Objects::nonNull)
                .map(DynamoDbEndpointStore::read)
                .toList();
    }

    private static String partition(TenantId tenant) {
        return "endpoints-of#" + tenant.value();
    }

    private static ItemKey key(TenantId tenant, EndpointId id) {
        return new ItemKey(partition(tenant), id.value());
    }

    private static Item write(Endpoint endpoint) {
        boolean isNoticed = !endpoint.pendingNotices().isEmpty();
        return Item.of(key(endpoint.tenant(), endpoint.id()))
                .with(ENDPOINT, EndpointJson.write(endpoint))
                .with(DynamoDbLayout.REVISION, endpoint.revision())
                .with(DynamoDbLayout.OPEN_INDEX.partitionKey(), isNoticed ? NOTICES : null)
                .with(
                        DynamoDbLayout.OPEN_INDEX.sortKey(),
                        isNoticed ? endpoint.id().value() : null);
    }

    private static Endpoint read(Item item) {
        return EndpointJson.read(item.text(ENDPOINT));
    }
}
