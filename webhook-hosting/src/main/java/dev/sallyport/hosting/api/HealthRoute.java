package dev.sallyport.hosting.api;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.time.Duration;

/** Says whether the gateway can work: that it answers at all, and that its store can be read. */
public final class HealthRoute {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Runnable look;

    /**
     * Makes the route.
     *
     * @param look reads something from the store, whatever it is, and lets a port's exception through
     */
    public HealthRoute(Runnable look) {
        this.look = look;
    }

    public void addTo(Router.Builder routes) {
        routes.on("GET", "/health", (request, path) -> health());
    }

    private Response health() {
        try {
            look.run();
            return Response.json(200, json -> json.writeStringField("status", "ready"));
        } catch (PortException e) {
            return Problem.unavailable("the store is out of reach", RETRY_AFTER).toResponse();
        }
    }
}
