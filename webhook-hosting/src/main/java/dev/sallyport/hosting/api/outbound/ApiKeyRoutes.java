package dev.sallyport.hosting.api.outbound;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.in.ManageTenantsUseCase.IssuedKey;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The paths on which operators issue tenants' API keys and let them end. */
final class ApiKeyRoutes {

    private final ManageTenantsUseCase managing;
    private final InstantSource clock;

    ApiKeyRoutes(ManageTenantsUseCase managing, InstantSource clock) {
        this.managing = managing;
        this.clock = clock;
    }

    void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/tenants/{tenant}/keys", guard.guard((request, path) -> list(path)));
        routes.on("POST", "/internal/tenants/{tenant}/keys", guard.guard(this::issue));
        routes.on("DELETE", "/internal/tenants/{tenant}/keys/{key}", guard.guard(this::end));
    }

    private Response list(PathParameters path) {
        TenantId tenant = TenantRoutes.idIn(path);
        if (tenant == null || managing.find(tenant) == null) {
            return TenantRoutes.unknown();
        }
        List<ApiKey> keys = managing.keys(tenant);
        return Response.json(200, json -> {
            json.writeArrayFieldStart("keys");
            for (ApiKey key : keys) {
                json.writeStartObject();
                write(json, key);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Response issue(Request request, PathParameters path) {
        JsonBody body = JsonBody.of(request, "an API key", List.of("label", "scopes", "expiresAt"));
        Section section = body.section();
        Scalar label = section.scalar("label");
        if (label != null && label.text().length() > ApiKey.LONGEST_LABEL) {
            section.problems().add(label.at(), "'label' has at most " + ApiKey.LONGEST_LABEL + " characters");
        }
        Set<Scope> scopes = scopes(section);
        Instant expiresAt = RequeueReader.instant(section, "expiresAt");
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            section.problems().add(section.positionOf("expiresAt"), "'expiresAt' must be in the future");
        }
        Response refusal = body.refusal();
        if (refusal != null) {
            return refusal;
        }
        TenantId tenant = TenantRoutes.idIn(path);
        IssuedKey issued =
                tenant == null ? null : managing.issueKey(tenant, label == null ? "" : label.text(), scopes, expiresAt);
        if (issued == null) {
            return TenantRoutes.unknown();
        }
        return Response.json(201, json -> {
            write(json, issued.key());
            json.writeStringField("api_key", issued.token().reveal());
        });
    }

    private static Set<Scope> scopes(Section section) {
        if (!section.has("scopes")) {
            return EnumSet.allOf(Scope.class);
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scalar code : section.scalars("scopes", "[\"events:write\"]")) {
            Scope scope = Scope.ofCode(code.text());
            if (scope == null) {
                section.problems()
                        .add(
                                code.at(),
                                "a scope is one of "
                                        + Arrays.stream(Scope.values())
                                                .map(Scope::code)
                                                .collect(Collectors.joining(", ")));
            } else {
                scopes.add(scope);
            }
        }
        if (section.isEmptyList("scopes")) {
            section.problems().add(section.positionOf("scopes"), "'scopes' is empty: leave it out for all");
        }
        return scopes.isEmpty() ? EnumSet.allOf(Scope.class) : scopes;
    }

    /** Ends a key now, or, while another takes over, at an instant that the query names. */
    private Response end(Request request, PathParameters path) {
        QueryReader query = QueryReader.of(request, "at");
        Instant named = query.instant("at");
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        TenantId tenant = TenantRoutes.idIn(path);
        String id = path.get("key");
        ApiKey key = tenant == null || !ApiKeyId.isWellFormed(id)
                ? null
                : managing.endKey(tenant, new ApiKeyId(id), named == null ? clock.instant() : named);
        return key == null
                ? Problem.of(404, "unknown-key", "this tenant has no API key of this id")
                        .toResponse()
                : Response.json(200, json -> write(json, key));
    }

    private static void write(JsonGenerator json, ApiKey key) throws IOException {
        json.writeStringField("key_id", key.id().value());
        json.writeStringField("tenant", key.tenant().value());
        json.writeStringField("label", key.label());
        json.writeArrayFieldStart("scopes");
        for (Scope scope : Scope.values()) {
            if (key.scopes().contains(scope)) {
                json.writeString(scope.code());
            }
        }
        json.writeEndArray();
        json.writeStringField("created_at", key.createdAt().toString());
        json.writeStringField("expires_at", DeliveryJson.text(key.expiresAt()));
    }
}
