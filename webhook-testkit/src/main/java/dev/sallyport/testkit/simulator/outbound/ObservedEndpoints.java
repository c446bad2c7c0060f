package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Violations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees every notice about an endpoint as it is decided, and checks that none is decided twice or forgotten. */
final class ObservedEndpoints implements EndpointStore {

    private final EndpointStore store;
    private final Violations violations;
    private final Set<Notice> decided = new LinkedHashSet<>();

    ObservedEndpoints(EndpointStore store, Violations violations) {
        this.store = store;
        this.violations = violations;
    }

    /** What is to be told of an endpoint once. */
    record Notice(EndpointId endpoint, long episode, HealthNotice notice) {}

    /** Returns every notice that was decided. */
    Set<Notice> decided() {
        return decided;
    }

    @Override
    public void create(Endpoint endpoint) {
        store.create(endpoint);
    }

    @Override
    public @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        return store.find(tenant, id);
    }

    @Override
    public List<Endpoint> ofTenant(TenantId tenant) {
        return store.ofTenant(tenant);
    }

    @Override
    public ReplaceEndpointOutcome replace(Endpoint endpoint) {
        Endpoint old = store.find(endpoint.tenant(), endpoint.id());
        ReplaceEndpointOutcome outcome = store.replace(endpoint);
        if (outcome instanceof ReplaceEndpointOutcome.Replaced && old != null && !old.equals(endpoint)) {
            changed(old, endpoint);
        }
        return outcome;
    }

    private void changed(Endpoint old, Endpoint now) {
        for (PendingNotice pending : now.pendingNotices()) {
            Notice notice = new Notice(now.id(), pending.episode(), pending.notice());
            if (!old.pendingNotices().contains(pending) && !decided.add(notice)) {
                violations.violated(Guarantee.G3, notice + " is decided twice");
            }
        }
        for (HealthNotice noticed : now.health().noticed()) {
            if (!decided.contains(new Notice(now.id(), now.health().episode(), noticed))) {
                violations.violated(Guarantee.G1, noticed + " of " + now.id() + " is noticed and not to be told");
            }
        }
    }

    @Override
    public boolean remove(TenantId tenant, EndpointId id) {
        return store.remove(tenant, id);
    }

    @Override
    public List<Endpoint> list(@Nullable EndpointId after, int limit) {
        return store.list(after, limit);
    }

    @Override
    public List<Endpoint> withPendingNotices(int limit) {
        return store.withPendingNotices(limit);
    }
}
