package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.local.store.engine.CommitParticipant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the endpoints of the tenants used last, as they are committed: the writer applies every change before the caller
 * is told of it, so that nobody reads what was true before a write that returned. Safe for any number of threads.
 */
final class EndpointCache implements CommitParticipant {

    /** A few kilobytes each. */
    private static final int MOST_ENDPOINTS = 20_000;

    private static final Comparator<Endpoint> OLDEST_FIRST =
            Comparator.comparing(Endpoint::createdAt).thenComparing(Endpoint::id);

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<TenantId, Group> groups = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Change> changes = new ArrayList<>();
    private int endpoints;
    private long generation;

    @Nullable
    Endpoint find(TenantId tenant, EndpointId id, Function<TenantId, List<Endpoint>> load) {
        return withGroup(tenant, load, group -> new Found<>(group.byId.get(id))).value();
    }

    /** Returns a tenant's endpoints, oldest first. */
    List<Endpoint> ofTenant(TenantId tenant, Function<TenantId, List<Endpoint>> load) {
        return withGroup(tenant, load, Group::oldestFirst);
    }

    private <T> T withGroup(TenantId tenant, Function<TenantId, List<Endpoint>> load, Function<Group, T> reading) {
        long before;
        lock.lock();
        try {
            Group known = groups.get(tenant);
            if (known != null) {
                return reading.apply(known);
            }
            before = generation;
        } finally {
            lock.unlock();
        }
        Group read = new Group(load.apply(tenant));
        lock.lock();
        try {
            // What was read may be older than a change committed since, which would then never be applied to it.
            if (generation == before && groups.putIfAbsent(tenant, read) == null) {
                endpoints += read.byId.size();
                evict();
            }
            return reading.apply(read);
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        Iterator<Group> longestUnused = groups.values().iterator();
        while (endpoints > MOST_ENDPOINTS && longestUnused.hasNext()) {
            endpoints -= longestUnused.next().byId.size();
            longestUnused.remove();
        }
    }

    /** Takes note of what the writer has written; null where an endpoint was removed. */
    void changed(TenantId tenant, EndpointId id, @Nullable Endpoint now) {
        changes.add(new Change(tenant, id, now));
    }

    @Override
    public void afterCommit() {
        if (changes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            generation++;
            for (Change change : changes) {
                Group group = groups.get(change.tenant());
                if (group != null) {
                    endpoints += group.apply(change);
                }
            }
        } finally {
            lock.unlock();
        }
        changes.clear();
    }

    @Override
    public void afterRollback() {
        changes.clear();
    }

    private record Change(
            TenantId tenant, EndpointId id, @Nullable Endpoint now) {}

    /** One tenant's endpoints; guarded by the lock. */
    private static final class Group {

        private final Map<EndpointId, Endpoint> byId = new HashMap<>();
        private @Nullable List<Endpoint> oldestFirst;

        Group(List<Endpoint> endpoints) {
            endpoints.forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        }

        List<Endpoint> oldestFirst() {
            List<Endpoint> known = oldestFirst;
            if (known == null) {
                known = byId.values().stream().sorted(OLDEST_FIRST).toList();
                oldestFirst = known;
            }
            return known;
        }

        /** Returns by how many endpoints the group has grown. */
        int apply(Change change) {
            int before = byId.size();
            Endpoint now = change.now();
            if (now == null) {
                byId.remove(change.id());
            } else {
                byId.put(change.id(), now);
            }
            oldestFirst = null;
            return byId.size() - before;
        }
    }
}
