package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Endpoints that are far away. */
final class FaultyEndpoints implements EndpointStore {

    private static final FaultKind[] AT_ONCE = {FaultKind.UNAVAILABLE};

    private final EndpointStore store;
    private final PortCalls calls;
    private final Faults faults;
    private boolean atOnce;

    FaultyEndpoints(EndpointStore store, PortCalls calls, Faults faults) {
        this.store = store;
        this.calls = calls;
        this.faults = faults;
    }

    /** Runs something that holds a lock: calls within may fail, and nobody else runs meanwhile. */
    <T> T atOnce(Supplier<T> work) {
        atOnce = true;
        try {
            return work.get();
        } finally {
            atOnce = false;
        }
    }

    @Override
    public void create(Endpoint endpoint) {
        throw new IllegalStateException("endpoints are registered before the run");
    }

    @Override
    public @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        if (!atOnce) {
            return calls.read("endpoints.find", id, () -> store.find(tenant, id));
        }
        if (faults.draw(AT_ONCE) != null) {
            throw new PortUnavailableException("injected by the simulator");
        }
        return store.find(tenant, id);
    }

    @Override
    public List<Endpoint> ofTenant(TenantId tenant) {
        return calls.read("endpoints.ofTenant", tenant, () -> store.ofTenant(tenant));
    }

    @Override
    public ReplaceEndpointOutcome replace(Endpoint endpoint) {
        return calls.write("endpoints.replace", endpoint, () -> store.replace(endpoint));
    }

    @Override
    public boolean remove(TenantId tenant, EndpointId id) {
        return calls.write("endpoints.remove", id, () -> store.remove(tenant, id));
    }

    @Override
    public List<Endpoint> list(@Nullable EndpointId after, int limit) {
        return calls.read("endpoints.list", after, () -> store.list(after, limit));
    }

    @Override
    public List<Endpoint> withPendingNotices(int limit) {
        return calls.read("endpoints.withPendingNotices", null, () -> store.withPendingNotices(limit));
    }
}
