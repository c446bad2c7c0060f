package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tenants' endpoints with their secrets and their health, and changes them by compare-and-set. Reads see every
 * write that returned before. They are frequent (several for each delivery): an adapter MUST answer {@code find} and
 * {@code ofTenant} quickly, from a cache if need be, as long as that holds.
 */
public interface EndpointStore {

    /**
     * Creates an endpoint. Its id is drawn, so that it never meets another's; creating the same again changes nothing.
     *
     * @param endpoint of revision 0
     * @throws PortUnavailableException if nothing was created
     * @throws OutcomeUnknownException if it may or may not exist now
     */
    void create(Endpoint endpoint);

    /** Returns a tenant's endpoint of that id; null if there is none, or it is another tenant's. */
    @Nullable
    Endpoint find(TenantId tenant, EndpointId id);

    /** Returns all endpoints of a tenant, oldest first; ties are in the order of ids. */
    List<Endpoint> ofTenant(TenantId tenant);

    /**
     * Replaces an endpoint whose stored revision is one less. A repeated replacement, equal to what is stored, counts as
     * replaced: so an unknown outcome is settled by calling again.
     *
     * @throws PortUnavailableException if nothing was replaced
     * @throws OutcomeUnknownException if it may have been replaced
     */
    ReplaceEndpointOutcome replace(Endpoint endpoint);

    /**
     * Removes an endpoint for good.
     *
     * @return whether there was one of that tenant and id
     * @throws PortUnavailableException if nothing was removed
     * @throws OutcomeUnknownException if it may have been removed
     */
    boolean remove(TenantId tenant, EndpointId id);

    /**
     * Returns endpoints of all tenants in the order of their ids.
     *
     * @param after the last id of an earlier page; null for the first page
     * @param limit 1 to 1,000
     */
    List<Endpoint> list(@Nullable EndpointId after, int limit);

    /**
     * Returns endpoints that have notices still to be told, in any order. It may follow the endpoints by moments, where an
     * adapter serves it from an index of its own.
     *
     * @param limit 1 to 1,000
     */
    List<Endpoint> withPendingNotices(int limit);

    /** What became of an endpoint to replace. */
    sealed interface ReplaceEndpointOutcome {

        /** The store holds the replacement. */
        record Replaced() implements ReplaceEndpointOutcome {}

        /** The store holds something else, or nothing if null, and it is unchanged. */
        record Conflict(@Nullable Endpoint current) implements ReplaceEndpointOutcome {}
    }
}
