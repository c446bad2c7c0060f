package dev.sallyport.hosting.api;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.InspectWebhooksUseCase;
import dev.sallyport.core.port.in.InspectWebhooksUseCase.PayloadResult;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;

/** The paths on which operators look at what is kept. */
public final class OperatorRoutes {

    private static final int USUAL_PAGE = 50;

    private final InspectWebhooksUseCase inspecting;

    public OperatorRoutes(InspectWebhooksUseCase inspecting) {
        this.inspecting = inspecting;
    }

    public void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/webhooks", guard.guard((request, path) -> list(request)));
        routes.on("GET", "/internal/webhooks/{id}", guard.guard((request, path) -> show(path)));
        routes.on("GET", "/internal/webhooks/{id}/payload", guard.guard((request, path) -> payload(path)));
    }

    private Response list(Request request) {
        QueryReader query = QueryReader.of(request, "status", "reason", "provider", "from", "to", "cursor", "limit");
        WebhookStatus status = query.status("status");
        DeathReason reason = query.reason("reason");
        if (reason != null && status != null && status != WebhookStatus.DEAD) {
            query.note("'reason' is one of death: leave out 'status', or ask for DEAD");
        }
        WebhookQuery.Builder wanted = WebhookQuery.builder()
                .status(status)
                .provider(query.provider("provider"))
                .receivedFrom(query.instant("from"))
                .receivedBefore(query.instant("to"))
                .cursor(query.text("cursor"))
                .limit((int) query.number("limit", 1, WebhookQuery.LARGEST_PAGE, USUAL_PAGE));
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        try {
            WebhookPage page =
                    reason == null ? inspecting.list(wanted.build()) : inspecting.listDead(wanted.build(), reason);
            return Response.json(200, json -> {
                json.writeArrayFieldStart("webhooks");
                for (WebhookRecord record : page.records()) {
                    json.writeStartObject();
                    WebhookJson.write(json, record);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeStringField("next_cursor", page.nextCursor());
            });
        } catch (InvalidCursorException e) {
            return Problem.of(400, "bad-parameter", "'cursor' is not one of this listing; begin again without it")
                    .toResponse();
        }
    }

    private Response show(PathParameters path) {
        WebhookRecord record = WebhookId.isWellFormed(path.get("id")) ? inspecting.find(idIn(path)) : null;
        return record == null ? unknownWebhook() : Response.json(200, json -> WebhookJson.write(json, record));
    }

    private Response payload(PathParameters path) {
        if (!WebhookId.isWellFormed(path.get("id"))) {
            return unknownWebhook();
        }
        return switch (inspecting.payload(idIn(path))) {
            case PayloadResult.Payload payload -> bytesOf(payload.webhook());
            case PayloadResult.UnknownWebhook unknown -> unknownWebhook();
            case PayloadResult.Gone gone ->
                Problem.of(410, "gone", "the webhook's retention has ended").toResponse();
            case PayloadResult.Corrupt corrupt ->
                Problem.of(
                                500,
                                "corrupt",
                                "the archive does not hold what was received: " + corrupt.reason()
                                        + "; run ./sallyport archive verify to see what else is harmed")
                        .toResponse();
        };
    }

    /** Whatever a stranger sent must not run in an operator's browser: it goes out as bytes to be saved. */
    private static Response bytesOf(ArchivedWebhook webhook) {
        return new Response(
                200,
                Headers.of(
                        "Content-Type",
                        "application/octet-stream",
                        "X-Content-Type-Options",
                        "nosniff",
                        "Content-Disposition",
                        "attachment; filename=\"" + webhook.id() + "\""),
                webhook.body());
    }

    private static WebhookId idIn(PathParameters path) {
        return new WebhookId(path.get("id"));
    }

    private static Response unknownWebhook() {
        return Problem.of(404, "unknown-webhook", "no webhook of this id is recorded")
                .toResponse();
    }
}
