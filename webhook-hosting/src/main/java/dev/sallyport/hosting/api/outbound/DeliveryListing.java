package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.util.function.Function;

/** Lists deliveries by state, endpoint and time, page by page; the same for tenants and operators. */
final class DeliveryListing {

    private static final int USUAL_PAGE = 50;

    private DeliveryListing() {}

    /** Answers a listing of one tenant's deliveries, which the listing itself knows. */
    static Response ofTenant(Request request, Function<DeliveryQuery, DeliveryPage> listing) {
        return answer(QueryReader.of(request, "status", "endpoint", "from", "to", "order", "cursor", "limit"), listing);
    }

    /** Answers a listing of all tenants' deliveries, or of one that the query names. */
    static Response ofAll(Request request, Function<DeliveryQuery, DeliveryPage> listing) {
        return answer(
                QueryReader.of(request, "tenant", "status", "endpoint", "from", "to", "order", "cursor", "limit"),
                listing);
    }

    private static Response answer(QueryReader query, Function<DeliveryQuery, DeliveryPage> listing) {
        DeliveryQuery.Builder wanted = DeliveryQuery.builder()
                .tenant(query.id("tenant", TenantId::isWellFormed, TenantId::new, "a tenant's id"))
                .endpoint(query.id("endpoint", EndpointId::isWellFormed, EndpointId::new, "an endpoint's id"))
                .acceptedFrom(query.instant("from"))
                .acceptedBefore(query.instant("to"))
                .oldestFirst(query.word("order", Order.class) == Order.OLDEST)
                .cursor(query.text("cursor"))
                .limit((int) query.number("limit", 1, DeliveryQuery.LARGEST_PAGE, USUAL_PAGE));
        DeliveryStatus status = query.word("status", DeliveryStatus.class);
        if (status != null) {
            wanted.addStatuses(status);
        }
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        DeliveryPage page = listing.apply(wanted.build());
        return Response.json(200, json -> {
            json.writeArrayFieldStart("deliveries");
            for (Delivery delivery : page.deliveries()) {
                json.writeStartObject();
                DeliveryJson.write(json, delivery);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next_cursor", page.nextCursor());
        });
    }

    static Response wrongCursor() {
        return Problem.of(400, "bad-parameter", "'cursor' is not one of this listing; begin again without it")
                .toResponse();
    }

    /** Where a listing begins. */
    private enum Order {
        NEWEST,
        OLDEST
    }
}
