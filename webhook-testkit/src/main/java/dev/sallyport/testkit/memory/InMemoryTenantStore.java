package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.port.out.TenantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps tenants and keys in memory. Safe for any number of threads. */
public final class InMemoryTenantStore implements TenantStore {

    private static final int LARGEST_LIMIT = 1_000;

    private final TreeMap<TenantId, Tenant> tenants = new TreeMap<>();
    private final Map<ApiKeyId, ApiKey> keys = new HashMap<>();

    @Override
    public synchronized CreateTenantOutcome create(Tenant tenant) {
        if (tenant.revision() != 0) {
            throw new IllegalArgumentException("tenant to create must have revision 0, not " + tenant.revision());
        }
        Tenant existing = tenants.putIfAbsent(tenant.id(), tenant);
        return existing == null || existing.equals(tenant)
                ? new CreateTenantOutcome.Created()
                : new CreateTenantOutcome.AlreadyExists(existing);
    }

    @Override
    public synchronized @Nullable Tenant find(TenantId id) {
        return tenants.get(id);
    }

    @Override
    public synchronized List<Tenant> list(@Nullable TenantId after, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
        Map<TenantId, Tenant> rest = after == null ? tenants : tenants.tailMap(after, false);
        return rest.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized ReplaceTenantOutcome replace(Tenant tenant) {
        Tenant current = tenants.get(tenant.id());
        if (current != null && current.revision() == tenant.revision() - 1) {
            tenants.put(tenant.id(), tenant);
            return new ReplaceTenantOutcome.Replaced();
        }
        return tenant.equals(current)
                ? new ReplaceTenantOutcome.Replaced()
                : new ReplaceTenantOutcome.Conflict(current);
    }

    @Override
    public synchronized void addKey(ApiKey key) {
        keys.putIfAbsent(key.id(), key);
    }

    @Override
    public synchronized @Nullable ApiKey findKey(Sha256 digest) {
        return keys.values().stream()
                .filter(key -> key.digest().equals(digest))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized List<ApiKey> keys(TenantId tenant) {
        return keys.values().stream()
                .filter(key -> key.tenant().equals(tenant))
                .sorted(Comparator.comparing(ApiKey::createdAt)
                        .thenComparing(key -> key.id().value()))
                .toList();
    }

    @Override
    public synchronized @Nullable ApiKey endKey(TenantId tenant, ApiKeyId id, Instant instant) {
        ApiKey key = keys.get(id);
        if (key == null || !key.tenant().equals(tenant)) {
            return null;
        }
        ApiKey ending = key.expiringBy(instant);
        keys.put(id, ending);
        return ending;
    }
}
