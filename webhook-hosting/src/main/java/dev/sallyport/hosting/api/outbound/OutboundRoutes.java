package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.Router;
import java.time.Duration;
import java.time.InstantSource;

/** All paths of outbound delivery. */
public final class OutboundRoutes {

    private OutboundRoutes() {}

    /**
     * Adds the paths.
     *
     * @param usualTimeout the timeout of endpoints that name none
     * @param nudge runs when there may be something to deliver
     */
    public static void addTo(
            Router.Builder routes,
            Outbound outbound,
            OperatorGuard operators,
            InstantSource clock,
            Duration usualTimeout,
            Runnable nudge) {
        TenantGuard tenants = new TenantGuard(outbound.authenticating());
        new EventRoutes(outbound.accepting(), outbound.following(), nudge).addTo(routes, tenants);
        new EndpointRoutes(outbound.managingEndpoints(), usualTimeout).addTo(routes, tenants);
        new DeliveryRoutes(outbound.following(), outbound.requeueing(), outbound.managingEndpoints(), nudge)
                .addTo(routes, tenants, operators);
        new TenantRoutes(outbound.managingTenants()).addTo(routes, operators);
        new ApiKeyRoutes(outbound.managingTenants(), clock).addTo(routes, operators);
    }
}
