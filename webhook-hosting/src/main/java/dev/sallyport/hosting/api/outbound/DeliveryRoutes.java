package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.port.in.FollowEventsUseCase;
import dev.sallyport.core.port.in.ManageEndpointsUseCase;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ResealReport;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Route;
import dev.sallyport.hosting.web.Router;
import java.util.List;

/** The paths on which deliveries are listed and put back to work, and secrets encrypted anew. */
final class DeliveryRoutes {

    private static final int LARGEST_PAGE = 1_000;

    private final FollowEventsUseCase following;
    private final RequeueDeliveriesUseCase requeueing;
    private final ManageEndpointsUseCase endpoints;
    private final Runnable afterRequeueing;

    DeliveryRoutes(
            FollowEventsUseCase following,
            RequeueDeliveriesUseCase requeueing,
            ManageEndpointsUseCase endpoints,
            Runnable afterRequeueing) {
        this.following = following;
        this.requeueing = requeueing;
        this.endpoints = endpoints;
        this.afterRequeueing = afterRequeueing;
    }

    void addTo(Router.Builder routes, TenantGuard tenants) {
        routes.on(
                "GET",
                "/deliveries",
                tenants.guard(
                        Scope.EVENTS_READ,
                        (request, path, tenant) ->
                                DeliveryListing.ofTenant(request, query -> following.deliveries(tenant, query))));
        routes.on(
                "POST",
                "/deliveries/requeue",
                tenants.guard(
                        Scope.DELIVERIES_WRITE,
                        (request, path, tenant) -> requeued(RequeueReader.ofTenant(request, tenant, requeueing))));
    }

    void addTo(Router.Builder routes, OperatorGuard operators) {
        routes.on(
                "GET",
                "/internal/deliveries",
                operators.guard(withCursor(
                        (request, path) -> DeliveryListing.ofAll(request, query -> following.allDeliveries(query)))));
        routes.on(
                "POST",
                "/internal/deliveries/requeue",
                operators.guard(withCursor((request, path) -> requeued(RequeueReader.ofAll(request, requeueing)))));
        routes.on("POST", "/internal/endpoints/reencrypt", operators.guard((request, path) -> reencrypt(request)));
    }

    private Response requeued(Response response) {
        afterRequeueing.run();
        return response;
    }

    private static Route withCursor(Route route) {
        return (request, path) -> {
            try {
                return route.handle(request, path);
            } catch (InvalidCursorException e) {
                return DeliveryListing.wrongCursor();
            }
        };
    }

    /** One page of endpoints; the command goes from page to page until there is no next. */
    private Response reencrypt(Request request) {
        JsonBody body = JsonBody.of(request, "a re-encryption", List.of("after", "limit"));
        Scalar after = body.section().scalar("after");
        if (after != null && !EndpointId.isWellFormed(after.text())) {
            body.section().problems().add(after.at(), "'after' must be an endpoint's id, as an earlier answer gave it");
        }
        int limit = body.section().integer("limit", 1, LARGEST_PAGE, LARGEST_PAGE);
        Response refusal = body.refusal();
        if (refusal != null) {
            return refusal;
        }
        ResealReport report = endpoints.reseal(after == null ? null : new EndpointId(after.text()), limit);
        EndpointId next = report.next();
        return Response.json(200, json -> {
            json.writeNumberField("reencrypted", report.resealed());
            json.writeNumberField("failed", report.failed());
            json.writeStringField("next_after", next == null ? null : next.value());
        });
    }
}
