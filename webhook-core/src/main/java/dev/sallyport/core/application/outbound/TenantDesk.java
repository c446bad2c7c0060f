package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.ApiKeyToken;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.port.out.TenantStore.CreateTenantOutcome;
import dev.sallyport.core.port.out.TenantStore.ReplaceTenantOutcome;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps the register of tenants and their keys. */
final class TenantDesk implements ManageTenantsUseCase {

    private final TenantStore tenants;
    private final Supplier<? extends RandomGenerator> ids;
    private final OutboundClock clock;

    TenantDesk(TenantStore tenants, Supplier<? extends RandomGenerator> ids, OutboundClock clock) {
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean create(TenantId id, String name) {
        Tenant tenant =
                Tenant.builder().id(id).name(name).createdAt(clock.now()).build();
        return switch (tenants.create(tenant)) {
            case CreateTenantOutcome.Created created -> true;
            case CreateTenantOutcome.AlreadyExists exists -> false;
        };
    }

    @Override
    public @Nullable Tenant find(TenantId id) {
        return tenants.find(id);
    }

    @Override
    public List<Tenant> list(@Nullable TenantId after, int limit) {
        return tenants.list(after, limit);
    }

    @Override
    public @Nullable Tenant setRetryPolicies(
            TenantId id, @Nullable RetryPolicy policy, Map<EventTypePattern, RetryPolicy> byType) {
        Tenant tenant = tenants.find(id);
        while (tenant != null) {
            Tenant changed = tenant.retrying(policy, byType);
            switch (tenants.replace(changed)) {
                case ReplaceTenantOutcome.Replaced replaced -> {
                    return changed;
                }
                case ReplaceTenantOutcome.Conflict conflict -> tenant = conflict.current();
            }
        }
        return null;
    }

    @Override
    public @Nullable IssuedKey issueKey(TenantId tenant, String label, Set<Scope> scopes, @Nullable Instant expiresAt) {
        if (tenants.find(tenant) == null) {
            return null;
        }
        RandomGenerator random = ids.get();
        ApiKeyToken token = ApiKeyToken.drawn(random);
        ApiKey key = new ApiKey(
                ApiKeyId.drawn(random),
                tenant,
                label,
                token.digest(),
                scopes,
                clock.now(),
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
        tenants.addKey(key);
        return new IssuedKey(key, token);
    }

    @Override
    public List<ApiKey> keys(TenantId tenant) {
        return tenants.keys(tenant);
    }

    @Override
    public @Nullable ApiKey endKey(TenantId tenant, ApiKeyId id, Instant at) {
        return tenants.endKey(tenant, id, at.truncatedTo(ChronoUnit.MILLIS));
    }
}
