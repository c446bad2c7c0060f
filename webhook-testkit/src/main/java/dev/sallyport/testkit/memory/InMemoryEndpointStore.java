package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.out.EndpointStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps endpoints in memory. Safe for any number of threads. */
public final class InMemoryEndpointStore implements EndpointStore {

    private static final int LARGEST_LIMIT = 1_000;

    private final TreeMap<EndpointId, Endpoint> endpoints = new TreeMap<>();

    @Override
    public synchronized void create(Endpoint endpoint) {
        if (endpoint.revision() != 0) {
            throw new IllegalArgumentException("endpoint to create must have revision 0, not " + endpoint.revision());
        }
        endpoints.putIfAbsent(endpoint.id(), endpoint);
    }

    @Override
    public synchronized @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        Endpoint endpoint = endpoints.get(id);
        return endpoint != null && endpoint.tenant().equals(tenant) ? endpoint : null;
    }

    @Override
    public synchronized List<Endpoint> ofTenant(TenantId tenant) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.tenant().equals(tenant))
                .sorted(Comparator.comparing(Endpoint::createdAt).thenComparing(Endpoint::id))
                .toList();
    }

    @Override
    public synchronized ReplaceEndpointOutcome replace(Endpoint endpoint) {
        Endpoint current = find(endpoint.tenant(), endpoint.id());
        if (current != null && current.revision() == endpoint.revision() - 1) {
            endpoints.put(endpoint.id(), endpoint);
            return new ReplaceEndpointOutcome.Replaced();
        }
        return endpoint.equals(current)
                ? new ReplaceEndpointOutcome.Replaced()
                : new ReplaceEndpointOutcome.Conflict(current);
    }

    @Override
    public synchronized boolean remove(TenantId tenant, EndpointId id) {
        return find(tenant, id) != null && endpoints.remove(id) != null;
    }

    @Override
    public synchronized List<Endpoint> list(@Nullable EndpointId after, int limit) {
        requireLimit(limit);
        Map<EndpointId, Endpoint> rest = after == null ? endpoints : endpoints.tailMap(after, false);
        return rest.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Endpoint> withPendingNotices(int limit) {
        requireLimit(limit);
        return endpoints.values().stream()
                .filter(endpoint -> !endpoint.pendingNotices().isEmpty())
                .limit(limit)
                .toList();
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
    }
}
