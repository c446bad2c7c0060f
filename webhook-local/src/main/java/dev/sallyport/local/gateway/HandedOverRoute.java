package dev.sallyport.local.gateway;

import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.local.gateway.request.OperatorGuard;
import dev.sallyport.local.http.Response;
import dev.sallyport.local.http.Router;
import dev.sallyport.local.store.SqliteHandedOverSecrets;

/** The path on which operators find the secrets that providers handed over, to configure those they expected. */
final class HandedOverRoute {

    private final SqliteHandedOverSecrets secrets;

    HandedOverRoute(SqliteHandedOverSecrets secrets) {
        this.secrets = secrets;
    }

    void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/handed-over-secrets", guard.guard((request, path) -> list()));
    }

    private Response list() {
        return Response.json(200, json -> {
            json.writeArrayFieldStart("secrets");
            for (HandedOverSecret secret : secrets.all()) {
                json.writeStartObject();
                json.writeStringField("provider", secret.provider().value());
                json.writeStringField("secret", secret.text());
                json.writeStringField("received_at", secret.receivedAt().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
