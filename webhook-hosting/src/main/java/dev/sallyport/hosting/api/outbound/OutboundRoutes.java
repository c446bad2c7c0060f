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
     * Adds the paths of tenants and those of operators.
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
        addTenantsTo(routes, outbound, usualTimeout, nudge);
        addOperatorsTo(routes, outbound, operators, clock, nudge);
    }

    /**
     * Adds the paths of tenants alone.
     *
     * @param usualTimeout the timeout of endpoints that name none
     * @param nudge runs when there may be something to deliver
     */
    public static void addTenantsTo(Router.Builder routes, Outbound outbound, Duration usualTimeout, Runnable nudge) {
        TenantGuard tenants = new TenantGuard(outbound.authenticating());
        new EventRoutes(outbound.accepting(), outbound.following(), nudge).addTo(routes, tenants);
        new EndpointRoutes(outbound.managingEndpoints(), usualTimeout).addTo(routes, tenants);
        deliveries(outbound, nudge).addTo(routes, tenants);
    }

    /**
     * Adds the paths of operators alone.
     *
     * @param nudge runs when there may be something to deliver
     */
    public static void addOperatorsTo(
            Router.Builder routes, Outbound outbound, OperatorGuard operators, InstantSource clock, Runnable nudge) {
        deliveries(outbound, nudge).addTo(routes, operators);
        new TenantRoutes(outbound.managingTenants()).addTo(routes, operators);
        new ApiKeyRoutes(outbound.managingTenants(), clock).addTo(routes, operators);
    }

    private static DeliveryRoutes deliveries(Outbound outbound, Runnable nudge) {
        return new DeliveryRoutes(outbound.following(), outbound.requeueing(), outbound.managingEndpoints(), nudge);
    }
}
