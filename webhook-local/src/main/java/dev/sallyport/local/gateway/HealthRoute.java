package dev.sallyport.local.gateway;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.local.http.Problem;
import dev.sallyport.local.http.Response;
import dev.sallyport.local.http.Router;
import java.time.Duration;

/** Says whether the gateway can work: that it answers at all, and that its store can be read. */
final class HealthRoute {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PublicationLog store;

    HealthRoute(PublicationLog store) {
        this.store = store;
    }

    void addTo(Router.Builder routes) {
        routes.on("GET", "/health", (request, path) -> health());
    }

    private Response health() {
        try {
            store.after(Long.MAX_VALUE - 1, 1);
            return Response.json(200, json -> json.writeStringField("status", "ready"));
        } catch (PortException e) {
            return Problem.unavailable("the store is out of reach", RETRY_AFTER).toResponse();
        }
    }
}
