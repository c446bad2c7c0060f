package dev.sallyport.hosting.api.outbound;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.config.RetryReader;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths on which operators look after tenants. */
final class TenantRoutes {

    private static final int LARGEST_PAGE = 1_000;
    private static final int LONGEST_NAME = 256;

    private final ManageTenantsUseCase managing;

    TenantRoutes(ManageTenantsUseCase managing) {
        this.managing = managing;
    }

    void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/tenants", guard.guard((request, path) -> list(request)));
        routes.on("POST", "/internal/tenants", guard.guard((request, path) -> create(request)));
        routes.on("GET", "/internal/tenants/{tenant}", guard.guard((request, path) -> show(path)));
        routes.on("PUT", "/internal/tenants/{tenant}/retry", guard.guard(this::setRetry));
    }

    private Response list(Request request) {
        QueryReader query = QueryReader.of(request, "after", "limit");
        TenantId after = query.id("after", TenantId::isWellFormed, TenantId::new, "a tenant's id");
        int limit = (int) query.number("limit", 1, LARGEST_PAGE, 100);
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        List<Tenant> page = managing.list(after, limit);
        return Response.json(200, json -> {
            json.writeArrayFieldStart("tenants");
            for (Tenant tenant : page) {
                json.writeStartObject();
                write(json, tenant);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField(
                    "next_after",
                    page.size() < limit ? null : page.getLast().id().value());
        });
    }

    private Response create(Request request) {
        JsonBody body = JsonBody.of(request, "a tenant", List.of("id", "name"));
        Section section = body.section();
        Scalar id = section.scalar("id");
        if (!section.has("id")) {
            section.problems().add(section.at(), "a tenant needs an 'id', such as acme");
        } else if (id != null && !TenantId.isWellFormed(id.text())) {
            section.problems()
                    .add(id.at(), "a tenant's id is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit");
        }
        Scalar name = section.scalar("name");
        if (name != null && name.text().length() > LONGEST_NAME) {
            section.problems().add(name.at(), "'name' has at most " + LONGEST_NAME + " characters");
        }
        Response refusal = body.refusal();
        if (refusal != null || id == null) {
            return refusal == null ? unknown() : refusal;
        }
        TenantId tenant = new TenantId(id.text());
        if (!managing.create(tenant, name == null ? id.text() : name.text())) {
            return Problem.of(409, "tenant-exists", "there is a tenant of this id, which is unchanged")
                    .toResponse();
        }
        return answer(201, managing.find(tenant));
    }

    private Response show(PathParameters path) {
        TenantId tenant = idIn(path);
        return answer(200, tenant == null ? null : managing.find(tenant));
    }

    private Response setRetry(Request request, PathParameters path) {
        JsonBody body = JsonBody.of(request, "retry policies", List.of("retry", "retryByType"));
        Section own = body.section().section("retry", RetryReader.OF_DELIVERIES);
        RetryPolicy policy = own == null ? null : RetryReader.ofDeliveries(own);
        Map<EventTypePattern, RetryPolicy> byType =
                RetryReader.byType(body.section().userNamed("retryByType"));
        Response refusal = body.refusal();
        TenantId tenant = idIn(path);
        return refusal == null
                ? answer(200, tenant == null ? null : managing.setRetryPolicies(tenant, policy, byType))
                : refusal;
    }

    private static Response answer(int status, @Nullable Tenant tenant) {
        return tenant == null ? unknown() : Response.json(status, json -> write(json, tenant));
    }

    private static void write(JsonGenerator json, Tenant tenant) throws IOException {
        json.writeStringField("tenant", tenant.id().value());
        json.writeStringField("name", tenant.name());
        json.writeStringField("created_at", tenant.createdAt().toString());
        RetryPolicy policy = tenant.retryPolicy();
        if (policy != null) {
            json.writeObjectFieldStart("retry");
            RetryJson.write(json, policy);
            json.writeEndObject();
        }
        json.writeObjectFieldStart("retry_by_type");
        for (Map.Entry<EventTypePattern, RetryPolicy> entry :
                tenant.retryPoliciesByType().entrySet()) {
            json.writeObjectFieldStart(entry.getKey().text());
            RetryJson.write(json, entry.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static @Nullable TenantId idIn(PathParameters path) {
        String id = path.get("tenant");
        return TenantId.isWellFormed(id) ? new TenantId(id) : null;
    }

    static Response unknown() {
        return Problem.of(404, "unknown-tenant", "there is no tenant of this id")
                .toResponse();
    }
}
