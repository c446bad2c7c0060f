package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.table.Directory;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.TenantJson;
import dev.sallyport.core.port.out.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps tenants and their API keys in the table, all read consistently. Safe for any number of threads.
 *
 * <p>A tenant stands by itself, so that reading many spreads over the table; a directory beside it lists all in the order
 * of their ids. A key stands under its digest, by which each request finds it in one read.
 */
public final class DynamoDbTenantStore implements TenantStore {

    private static final String TENANT = "tenant";

    private final Table table;
    private final Directory directory;
    private final ApiKeys keys;

    /** Uses a table that exists. */
    public DynamoDbTenantStore(DynamoDbClient client, String tableName) {
        table = new Table(client, tableName);
        directory = new Directory(table, "tenants");
        keys = new ApiKeys(table);
    }

    @Override
    public CreateTenantOutcome create(Tenant tenant) {
        if (tenant.revision() != 0) {
            throw new IllegalArgumentException("a tenant to create has revision 0, not " + tenant.revision());
        }
        Map<Integer, Item> refusals = new Transaction(table)
                .put(write(tenant), Expression.IS_NEW)
                .put(directory.entry(tenant.id().value()))
                .commit();
        Item existing = refusals.get(0);
        if (existing == null) {
            return new CreateTenantOutcome.Created();
        }
        Tenant kept = read(existing);
        return kept.equals(tenant) ? new CreateTenantOutcome.Created() : new CreateTenantOutcome.AlreadyExists(kept);
    }

    @Override
    public @Nullable Tenant find(TenantId id) {
        Item item = table.get(key(id));
        return item == null ? null : read(item);
    }

    @Override
    public List<Tenant> list(@Nullable TenantId after, int limit) {
        List<ItemKey> page = directory.page(after == null ? null : after.value(), limit).stream()
                .map(entry -> key(new TenantId(entry.key().sort())))
                .toList();
        Map<ItemKey, Item> items = table.getAll(page);
        return page.stream()
                .map(items::get)
                .filter(Objects::nonNull)
                .map(DynamoDbTenantStore::read)
                .toList();
    }

    @Override
    public ReplaceTenantOutcome replace(Tenant tenant) {
        Item current = table.putNext(write(tenant));
        if (current == null) {
            return new ReplaceTenantOutcome.Replaced();
        }
        if (!current.has(TENANT)) {
            return new ReplaceTenantOutcome.Conflict(null);
        }
        Tenant kept = read(current);
        return kept.equals(tenant) ? new ReplaceTenantOutcome.Replaced() : new ReplaceTenantOutcome.Conflict(kept);
    }

    @Override
    public void addKey(ApiKey key) {
        keys.add(key);
    }

    @Override
    public @Nullable ApiKey findKey(Sha256 digest) {
        return keys.find(digest);
    }

    @Override
    public List<ApiKey> keys(TenantId tenant) {
        return keys.of(tenant);
    }

    @Override
    public @Nullable ApiKey endKey(TenantId tenant, ApiKeyId id, Instant instant) {
        return keys.end(tenant, id, instant);
    }

    private static ItemKey key(TenantId id) {
        return ItemKey.alone("tenant#" + id.value());
    }

    private static Item write(Tenant tenant) {
        return Item.of(key(tenant.id()))
                .with(TENANT, TenantJson.write(tenant))
                .with(DynamoDbLayout.REVISION, tenant.revision());
    }

    private static Tenant read(Item item) {
        return TenantJson.read(item.text(TENANT));
    }
}
