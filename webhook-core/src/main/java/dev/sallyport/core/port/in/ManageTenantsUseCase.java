package dev.sallyport.core.port.in;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.ApiKeyToken;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks after tenants and their API keys, for operators. Throws the port exceptions of the store; thread-safe. */
public interface ManageTenantsUseCase {

    /**
     * Creates a tenant; false if there is one of that id, which is unchanged.
     *
     * @param name up to 256 characters
     */
    boolean create(TenantId id, String name);

    /** Returns a tenant, or null. */
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
     * Sets the retry policies of a tenant's deliveries; they hold from the next failure on.
     *
     * @param policy null for that of the installation
     * @param byType policies of some event types, before the tenant's own
     * @return the tenant as it is now, or null if there is none
     */
    @Nullable
    Tenant setRetryPolicies(TenantId id, @Nullable RetryPolicy policy, Map<EventTypePattern, RetryPolicy> byType);

    /**
     * Issues an API key beside those that the tenant has.
     *
     * @param label what the tenant calls it, up to 256 characters
     * @param scopes at least one
     * @param expiresAt null for never
     * @return null if there is no such tenant
     */
    @Nullable
    IssuedKey issueKey(TenantId tenant, String label, Set<Scope> scopes, @Nullable Instant expiresAt);

    /** Returns a tenant's keys, oldest first, ended ones included. */
    List<ApiKey> keys(TenantId tenant);

    /**
     * Lets a key end at an instant, or earlier if it was to; one in the past ends it at once.
     *
     * @return the key as it is now, or null if the tenant has none of that id
     */
    @Nullable
    ApiKey endKey(TenantId tenant, ApiKeyId id, Instant at);

    /**
     * A key that was just issued.
     *
     * @param token its text, to be shown this once: it is not kept
     */
    record IssuedKey(ApiKey key, ApiKeyToken token) {}
}
