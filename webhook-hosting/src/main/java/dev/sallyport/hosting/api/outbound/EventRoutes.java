package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.in.AcceptEventUseCase.EventRefusal;
import dev.sallyport.core.port.in.FollowEventsUseCase;
import dev.sallyport.core.port.in.FollowEventsUseCase.FollowedEvent;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths on which a tenant's systems post events and follow them. */
final class EventRoutes {

    private final AcceptEventUseCase accepting;
    private final FollowEventsUseCase following;
    private final Runnable afterAccepting;

    /**
     * Makes the routes.
     *
     * @param afterAccepting runs before the answer to each event that was taken in
     */
    EventRoutes(AcceptEventUseCase accepting, FollowEventsUseCase following, Runnable afterAccepting) {
        this.accepting = accepting;
        this.following = following;
        this.afterAccepting = afterAccepting;
    }

    void addTo(Router.Builder routes, TenantGuard guard) {
        routes.on("POST", "/events", guard.guard(Scope.EVENTS_WRITE, (request, path, tenant) -> post(request, tenant)));
        routes.on("GET", "/events/{id}", guard.guard(Scope.EVENTS_READ, (request, path, tenant) -> show(path, tenant)));
        routes.on(
                "GET",
                "/events/{id}/attempts",
                guard.guard(Scope.EVENTS_READ, (request, path, tenant) -> attempts(path, tenant)));
    }

    private Response post(Request request, TenantId tenant) {
        return switch (EventRequest.read(request, tenant)) {
            case EventRequest.Reading.Complete readable -> accept(readable.command());
            case EventRequest.Reading.Malformed malformed -> malformed.problem().toResponse();
        };
    }

    private Response accept(AcceptEventCommand command) {
        return switch (accepting.accept(command)) {
            case AcceptEventResult.Accepted accepted -> {
                afterAccepting.run();
                yield accepted(accepted.id(), accepted.duplicate());
            }
            case AcceptEventResult.Conflict conflict ->
                Problem.of(
                                409,
                                "conflict",
                                "this idempotency key or event id was used before for another event, "
                                        + conflict.existing() + "; nothing was kept")
                        .toResponse();
            case AcceptEventResult.Refused refused ->
                Problem.of(400, refused.reason().code(), sentence(refused.reason()))
                        .toResponse();
            case AcceptEventResult.UnknownTenant unknown ->
                Problem.of(404, "unknown-tenant", "the API key's tenant is not there any more")
                        .toResponse();
            case AcceptEventResult.Unavailable unavailable ->
                Problem.unavailable(
                                "it is not sure that the event is kept; send it again with the same Idempotency-Key",
                                unavailable.retryAfter())
                        .toResponse();
        };
    }

    private static Response accepted(EventId id, boolean repeated) {
        Response response = Response.json(201, json -> {
                    json.writeStringField("event_id", id.value());
                    json.writeStringField("status", "PENDING");
                })
                .with("Location", "/events/" + id);
        return repeated ? response.with("Idempotent-Replayed", "true") : response;
    }

    private static String sentence(EventRefusal reason) {
        return switch (reason) {
            case RESERVED_TYPE -> "types that begin with 'sallyport.' are kept for news about endpoints";
            case MALFORMED_EVENT_ID -> "'eventId' must be 1 to 255 visible ASCII characters";
            case MALFORMED_IDEMPOTENCY_KEY -> "Idempotency-Key must be 1 to 255 visible ASCII characters";
            case MALFORMED_CONTENT_TYPE -> "the content type is not a media type";
            case DELAY_TOO_LONG -> "'delayUntil' must be at most 30 days ahead";
        };
    }

    private Response show(PathParameters path, TenantId tenant) {
        EventId id = idIn(path);
        FollowedEvent event = id == null ? null : following.find(tenant, id);
        return event == null ? unknownEvent() : Response.json(200, json -> DeliveryJson.write(json, event));
    }

    private Response attempts(PathParameters path, TenantId tenant) {
        EventId id = idIn(path);
        List<Attempt> attempts = id == null ? null : following.attempts(tenant, id);
        if (attempts == null) {
            return unknownEvent();
        }
        return Response.json(200, json -> {
            json.writeArrayFieldStart("attempts");
            for (Attempt attempt : attempts) {
                json.writeStartObject();
                DeliveryJson.write(json, attempt);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static @Nullable EventId idIn(PathParameters path) {
        String id = path.get("id");
        return EventId.isWellFormed(id) ? new EventId(id) : null;
    }

    /** The same whether there is none or it is another tenant's. */
    private static Response unknownEvent() {
        return Problem.of(404, "unknown-event", "no event of this id is kept for this tenant")
                .toResponse();
    }
}
