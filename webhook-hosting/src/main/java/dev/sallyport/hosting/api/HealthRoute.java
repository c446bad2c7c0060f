package dev.sallyport.hosting.api;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.time.Duration;

/** Says whether the gateway can work: that it answers at all, and that its store can be read. */
public final class HealthRoute {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PublicationLog store;

    public HealthRoute(PublicationLog store) {
        this.store = store;
    }

    public void addTo(Router.Builder routes) {
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
