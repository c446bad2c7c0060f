package dev.sallyport.hosting.api;

import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.util.List;
import java.util.function.Supplier;

/** The path on which operators find the secrets that providers handed over, to configure those they expected. */
public final class HandedOverRoute {

    private final Supplier<List<HandedOverSecret>> secrets;

    public HandedOverRoute(Supplier<List<HandedOverSecret>> secrets) {
        this.secrets = secrets;
    }

    public void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/handed-over-secrets", guard.guard((request, path) -> list()));
    }

    private Response list() {
        return Response.json(200, json -> {
            json.writeArrayFieldStart("secrets");
            for (HandedOverSecret secret : secrets.get()) {
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
