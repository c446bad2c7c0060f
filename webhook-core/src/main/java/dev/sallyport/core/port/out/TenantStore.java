package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps tenants and the digests of their API keys. Reads see every write that returned before. */
public interface TenantStore {

    /**
     * Creates a tenant unless one of the same id exists. Of concurrent calls exactly one creates; a repeated one, equal
     * to what is stored, counts as created.
     *
     * @param tenant of revision 0
     * @throws PortUnavailableException if nothing was created
     * @throws OutcomeUnknownException if it may or may not exist now
     */
    CreateTenantOutcome create(Tenant tenant);

    /** Returns the tenant of that id, or null. */
    @Nullable
    Tenant find(TenantId id);

    /**
     * Returns tenants in the order of their ids.
     *
     * @param after the last id of an earlier page; null for the first page
     * @param limit 1 to 1,000
     */
    List<Tenant> list(@Nullable TenantId after, int limit);

    /**
     * Replaces a tenant whose stored revision is one less. A repeated replacement, equal to what is stored, counts as
     * replaced.
     *
     * @throws PortUnavailableException if nothing was replaced
     * @throws OutcomeUnknownException if it may have been replaced
     */
    ReplaceTenantOutcome replace(Tenant tenant);

    /**
     * Adds a key to an existing tenant. Ids and digests are drawn, so that they never meet others; adding the same key
     * again changes nothing.
     *
     * @throws PortUnavailableException if nothing was added
     * @throws OutcomeUnknownException if it may have been added
     */
    void addKey(ApiKey key);

    /** Returns the key of that digest, valid or not, or null. */
    @Nullable
    ApiKey findKey(Sha256 digest);

    /** Returns a tenant's keys, oldest first; ties are in the order of ids. */
    List<ApiKey> keys(TenantId tenant);

    /**
     * Lets a key end no later than an instant; one that ends earlier is left alone.
     *
     * @return the key as it is kept now, or null if the tenant has none of that id
     * @throws PortUnavailableException if nothing was changed
     * @throws OutcomeUnknownException if it may have been changed
     */
    @Nullable
    ApiKey endKey(TenantId tenant, ApiKeyId id, Instant instant);

    /** What became of a tenant to create. */
    sealed interface CreateTenantOutcome {

        /** It exists now, as given. */
        record Created() implements CreateTenantOutcome {}

        /** Another of the same id existed, and is unchanged. */
        record AlreadyExists(Tenant existing) implements CreateTenantOutcome {}
    }

    /** What became of a tenant to replace. */
    sealed interface ReplaceTenantOutcome {

        /** The store holds the replacement. */
        record Replaced() implements ReplaceTenantOutcome {}

        /** The store holds something else, or nothing if null, and it is unchanged. */
        record Conflict(@Nullable Tenant current) implements ReplaceTenantOutcome {}
    }
}
