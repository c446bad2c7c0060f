package dev.sallyport.hosting.assembly;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.hosting.config.ForwardingRule;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.TenantConfig;

/** Sets up the tenants that a configuration names. Thread-safe; doing it again changes nothing. */
public final class ConfiguredTenants {

    private final GatewayConfig config;
    private final ManageTenantsUseCase managing;

    public ConfiguredTenants(GatewayConfig config, ManageTenantsUseCase managing) {
        this.config = config;
        this.managing = managing;
    }

    /**
     * Creates those that are not there, and gives those described the retry policies that are written.
     *
     * @throws dev.sallyport.core.port.out.PortException if they cannot be kept
     */
    public void setUp() {
        config.delivery().tenants().forEach(this::setUp);
        for (ForwardingRule rule : config.forwarding()) {
            // A rule must find its tenant when the first webhook comes; one that is there already stays as it is.
            boolean unused = managing.create(rule.to(), rule.to().value());
        }
    }

    private void setUp(TenantId id, TenantConfig tenant) {
        boolean unused = managing.create(id, tenant.name());
        managing.setRetryPolicies(id, tenant.retry(), tenant.retryByType());
    }
}
