package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.ManageEndpointsUseCase;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ChangeEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.EnableEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.PingResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.api.request.JsonBody.Mistake;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.Json;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The paths on which a tenant looks after its endpoints. */
final class EndpointRoutes {

    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final ManageEndpointsUseCase managing;
    private final EndpointReader reader;

    /**
     * Makes the routes.
     *
     * @param usualTimeout the timeout of endpoints that name none
     */
    EndpointRoutes(ManageEndpointsUseCase managing, Duration usualTimeout) {
        this.managing = managing;
        this.reader = new EndpointReader(usualTimeout);
    }

    void addTo(Router.Builder routes, TenantGuard guard) {
        routes.on("GET", "/endpoints", guard.guard(Scope.ENDPOINTS_READ, (request, path, tenant) -> list(tenant)));
        routes.on(
                "POST",
                "/endpoints",
                guard.guard(Scope.ENDPOINTS_WRITE, (request, path, tenant) -> create(request, tenant)));
        of(routes, guard, "GET", "/endpoints/{id}", Scope.ENDPOINTS_READ, this::show);
        of(routes, guard, "PUT", "/endpoints/{id}", Scope.ENDPOINTS_WRITE, this::replace);
        of(routes, guard, "PATCH", "/endpoints/{id}", Scope.ENDPOINTS_WRITE, this::change);
        of(routes, guard, "DELETE", "/endpoints/{id}", Scope.ENDPOINTS_WRITE, this::delete);
        of(routes, guard, "POST", "/endpoints/{id}/enable", Scope.ENDPOINTS_WRITE, this::enable);
        of(routes, guard, "POST", "/endpoints/{id}/disable", Scope.ENDPOINTS_WRITE, this::disable);
        of(routes, guard, "POST", "/endpoints/{id}/ping", Scope.ENDPOINTS_WRITE, this::ping);
        of(routes, guard, "POST", "/endpoints/{id}/rotate-secret", Scope.ENDPOINTS_WRITE, this::rotateSecret);
    }

    /** Answers a request that concerns one endpoint of a tenant. */
    @FunctionalInterface
    private interface EndpointRoute {

        Response handle(Request request, TenantId tenant, EndpointId id);
    }

    private static void of(
            Router.Builder routes,
            TenantGuard guard,
            String method,
            String template,
            Scope needed,
            EndpointRoute route) {
        routes.on(method, template, guard.guard(needed, (request, path, tenant) -> {
            String id = path.get("id");
            return EndpointId.isWellFormed(id) ? route.handle(request, tenant, new EndpointId(id)) : unknown();
        }));
    }

    private Response list(TenantId tenant) {
        List<Endpoint> all = managing.list(tenant);
        return Response.json(200, json -> {
            json.writeArrayFieldStart("endpoints");
            for (Endpoint endpoint : all) {
                json.writeStartObject();
                EndpointJson.write(json, endpoint);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Response create(Request request, TenantId tenant) {
        JsonBody body = JsonBody.of(request, "an endpoint", EndpointReader.KNOWN_AT_FIRST);
        EndpointSettings settings = reader.settings(body.section());
        Map<String, String> headers = reader.headers(body.section());
        SecretKind kind = reader.secretKind(body.section(), "secretKind", SecretKind.SYMMETRIC);
        SecretText own = reader.ownSecret(body.section());
        Response refusal = body.refusal();
        if (refusal != null) {
            return refusal;
        }
        CreateEndpointCommand command = CreateEndpointCommand.builder()
                .tenant(tenant)
                .settings(settings)
                .headers(headers == null ? Map.of() : headers)
                .secretKind(kind)
                .ownSecret(own)
                .build();
        return switch (managing.create(command)) {
            case CreateEndpointResult.Created created ->
                endpoint(201, created.endpoint(), json -> EndpointJson.write(json, kind, created.secret()))
                        .with("Location", "/endpoints/" + created.endpoint().id());
            case CreateEndpointResult.Refused refused -> refused(refused.problems());
            case CreateEndpointResult.TooMany tooMany ->
                Problem.of(409, "too-many-endpoints", "a tenant has at most " + tooMany.limit() + " endpoints")
                        .toResponse();
            case CreateEndpointResult.UnknownTenant unknown ->
                Problem.of(404, "unknown-tenant", "the API key's tenant is not there any more")
                        .toResponse();
        };
    }

    private Response show(Request request, TenantId tenant, EndpointId id) {
        Endpoint endpoint = managing.find(tenant, id);
        return endpoint == null ? unknown() : endpoint(200, endpoint, nothing -> {});
    }

    private Response replace(Request request, TenantId tenant, EndpointId id) {
        return managing.find(tenant, id) == null
                ? unknown()
                : update(JsonBody.of(request, "an endpoint", EndpointReader.KNOWN), tenant, id, null, newer -> {
                    throw new IllegalStateException("nothing was expected, and something else found");
                });
    }

    private Response change(Request request, TenantId tenant, EndpointId id) {
        Endpoint before = managing.find(tenant, id);
        if (before == null) {
            return unknown();
        }
        JsonBody body = JsonBody.of(request, "an endpoint", EndpointReader.KNOWN);
        Response refusal = body.refusal();
        return refusal == null ? change(body.section(), tenant, id, before) : refusal;
    }

    /** Lays a change over the endpoint as it is, again and again while others change it. */
    private Response change(Section patch, TenantId tenant, EndpointId id, Endpoint before) {
        return update(
                EndpointPatch.apply(patch, before),
                tenant,
                id,
                before.settings(),
                newer -> change(patch, tenant, id, newer));
    }

    private Response update(
            JsonBody body,
            TenantId tenant,
            EndpointId id,
            @Nullable EndpointSettings expected,
            Function<Endpoint, Response> whenOutdated) {
        EndpointSettings settings = reader.settings(body.section());
        Map<String, String> headers = reader.headers(body.section());
        Response refusal = body.refusal();
        if (refusal != null) {
            return refusal;
        }
        return switch (managing.update(tenant, id, expected, settings, headers)) {
            case ChangeEndpointResult.Changed changed -> endpoint(200, changed.endpoint(), nothing -> {});
            case ChangeEndpointResult.Refused refused -> refused(refused.problems());
            case ChangeEndpointResult.Outdated outdated -> whenOutdated.apply(outdated.current());
            case ChangeEndpointResult.NotFound notFound -> unknown();
        };
    }

    private Response delete(Request request, TenantId tenant, EndpointId id) {
        return managing.delete(tenant, id) ? Response.empty(204) : unknown();
    }

    private Response enable(Request request, TenantId tenant, EndpointId id) {
        return switch (managing.enable(tenant, id)) {
            case EnableEndpointResult.Enabled enabled -> {
                Instant missedSince = enabled.missedSince();
                yield endpoint(200, enabled.endpoint(), json -> {
                    // What it missed is requeued by POST /deliveries/requeue, from this instant on.
                    json.writeStringField("missed_since", DeliveryJson.text(missedSince));
                });
            }
            case EnableEndpointResult.NotFound notFound -> unknown();
        };
    }

    private Response disable(Request request, TenantId tenant, EndpointId id) {
        Endpoint endpoint = managing.disable(tenant, id);
        return endpoint == null ? unknown() : endpoint(200, endpoint, nothing -> {});
    }

    private Response ping(Request request, TenantId tenant, EndpointId id) {
        return switch (managing.ping(tenant, id)) {
            case PingResult.Pinged pinged ->
                Response.json(200, json -> {
                    json.writeBooleanField("delivered", pinged.delivered());
                    DeliveryJson.write(json, pinged.result(), pinged.duration());
                });
            case PingResult.Blocked blocked ->
                JsonBody.refusal(
                        422, List.of(mistake("url", blocked.code(), "the URL is one that deliveries may not go to")));
            case PingResult.NotFound notFound -> unknown();
        };
    }

    private Response rotateSecret(Request request, TenantId tenant, EndpointId id) {
        Endpoint before = managing.find(tenant, id);
        if (before == null) {
            return unknown();
        }
        JsonBody body = JsonBody.of(request, "a rotation", List.of("kind", "secret", "overlap"));
        Duration overlap = overlap(body.section());
        SecretKind kind = reader.secretKind(
                body.section(), "kind", before.secrets().getLast().kind());
        SecretText own = reader.ownSecret(body.section());
        Response refusal = body.refusal();
        if (refusal != null) {
            return refusal;
        }
        return switch (managing.rotateSecret(tenant, id, kind, own, overlap)) {
            case RotateSecretResult.Rotated rotated ->
                endpoint(200, rotated.endpoint(), json -> EndpointJson.write(json, kind, rotated.secret()));
            case RotateSecretResult.Refused refused -> refused(refused.problems());
            case RotateSecretResult.NotFound notFound -> unknown();
        };
    }

    /** A secret that leaked must end at once, so that here a duration may be nothing. */
    private static Duration overlap(Section section) {
        Scalar given = section.scalar("overlap");
        if (given == null) {
            return USUAL_OVERLAP;
        }
        Duration overlap = given.text().equals("PT0S") ? Duration.ZERO : section.duration("overlap");
        if (overlap != null && overlap.compareTo(LONGEST_OVERLAP) > 0) {
            section.problems().add(given.at(), "'overlap' must be from PT0S to P7D");
        }
        return overlap == null ? USUAL_OVERLAP : overlap;
    }

    private static Response endpoint(int status, Endpoint endpoint, Json.Content more) {
        return Response.json(status, json -> {
            EndpointJson.write(json, endpoint);
            more.writeTo(json);
        });
    }

    private static Response refused(List<ManageEndpointsUseCase.Problem> problems) {
        return JsonBody.refusal(
                422,
                problems.stream()
                        .map(problem -> mistake(problem.field(), problem.code(), problem.message()))
                        .toList());
    }

    /** Of a URL the code says more than the sentence, and the sentence is what people read. */
    private static Mistake mistake(String field, String code, String message) {
        return new Mistake("/" + field, code, field.equals("url") ? message + " (" + code + ")" : message);
    }

    /** The same whether there is none or it is another tenant's. */
    private static Response unknown() {
        return Problem.of(404, "unknown-endpoint", "this tenant has no endpoint of this id")
                .toResponse();
    }
}
