package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.PartitionQuery;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.ApiKeyJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** API keys under their digests; a partition for each tenant names the digests of its keys. */
final class ApiKeys {

    private static final String KEY = "key";
    private static final String DIGEST = "digest";
    private static final Comparator<ApiKey> OLDEST_FIRST = Comparator.comparing(ApiKey::createdAt)
            .thenComparing(key -> key.id().value());

    private final Table table;

    ApiKeys(Table table) {
        this.table = table;
    }

    void add(ApiKey key) {
        // What is there already is the same key: digests are drawn. It may have been ended since, and stays so.
        new Transaction(table)
                .put(write(key, 0), Expression.IS_NEW)
                .put(Item.of(ofTenant(key.tenant(), key.id()))
                        .with(DIGEST, key.digest().toHex()))
                .commit();
    }

    @Nullable
    ApiKey find(Sha256 digest) {
        Item item = table.get(byDigest(digest.toHex()));
        return item == null ? null : read(item);
    }

    List<ApiKey> of(TenantId tenant) {
        List<ItemKey> keys = PartitionQuery.after(table, partition(tenant), null).all().stream()
                .map(entry -> byDigest(entry.text(DIGEST)))
                .toList();
        return table.getAll(keys).values().stream()
                .map(ApiKeys::read)
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Nullable
    ApiKey end(TenantId tenant, ApiKeyId id, Instant instant) {
        Item entry = table.get(ofTenant(tenant, id));
        if (entry == null) {
            return null;
        }
        Item current = Objects.requireNonNull(table.get(byDigest(entry.text(DIGEST))), "a key of the directory");
        while (true) {
            ApiKey kept = read(current);
            ApiKey ending = kept.expiringBy(instant);
            if (ending.equals(kept)) {
                return kept;
            }
            // Each refusal means that another call has brought the end forward, which comes to an end by itself.
            Item other = table.putNext(write(ending, current.number(DynamoDbLayout.REVISION) + 1));
            if (other == null) {
                return ending;
            }
            current = other;
        }
    }

    private static ItemKey byDigest(String hex) {
        return ItemKey.alone("api-key#" + hex);
    }

    private static String partition(TenantId tenant) {
        return "api-keys-of#" + tenant.value();
    }

    private static ItemKey ofTenant(TenantId tenant, ApiKeyId id) {
        return new ItemKey(partition(tenant), id.value());
    }

    private static Item write(ApiKey key, long revision) {
        return Item.of(byDigest(key.digest().toHex()))
                .with(KEY, ApiKeyJson.write(key))
                .with(DynamoDbLayout.REVISION, revision);
    }

    private static ApiKey read(Item item) {
        return ApiKeyJson.read(item.text(KEY));
    }
}
