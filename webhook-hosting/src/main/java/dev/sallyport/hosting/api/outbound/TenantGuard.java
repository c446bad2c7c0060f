package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.port.in.AuthenticateUseCase;
import dev.sallyport.core.port.in.AuthenticateUseCase.AuthenticateResult;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.hosting.api.request.Bearer;
import dev.sallyport.hosting.api.request.OutOfReach;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Route;
import java.time.Duration;

/**
 * Lets tenants through by API key, each to what is its own: a route learns the tenant from here and from nowhere else.
 */
final class TenantGuard {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AuthenticateUseCase authenticating;

    TenantGuard(AuthenticateUseCase authenticating) {
        this.authenticating = authenticating;
    }

    /** Answers the requests of one tenant. */
    @FunctionalInterface
    interface TenantRoute {

        /** Answers a request that the tenant may make. */
        Response handle(Request request, PathParameters path, TenantId tenant);
    }

    /** Returns the same route, for tenants whose key has the scope; where the store is out of reach it answers 503. */
    Route guard(Scope needed, TenantRoute route) {
        return (request, path) -> {
            String token = Bearer.in(request);
            if (token == null) {
                return unauthenticated("this path needs Authorization: Bearer and an API key");
            }
            return switch (authenticating.authenticate(token, needed)) {
                case AuthenticateResult.Authenticated authenticated ->
                    answer(route, request, path, authenticated.tenant());
                case AuthenticateResult.Unauthenticated unauthenticated ->
                    unauthenticated("this is no API key, or not any more");
                case AuthenticateResult.Forbidden forbidden ->
                    Problem.of(
                                    403,
                                    "missing-scope",
                                    "the API key lacks the scope "
                                            + forbidden.missing().code())
                            .toResponse();
                case AuthenticateResult.Unavailable unavailable ->
                    Problem.unavailable("API keys cannot be checked now", RETRY_AFTER)
                            .toResponse();
            };
        };
    }

    private static Response answer(TenantRoute route, Request request, PathParameters path, TenantId tenant) {
        try {
            return route.handle(request, path, tenant);
        } catch (InvalidCursorException e) {
            return DeliveryListing.wrongCursor();
        } catch (PortException e) {
            return OutOfReach.problem(e).toResponse();
        }
    }

    private static Response unauthenticated(String detail) {
        return Problem.of(401, "api-key", detail).toResponse().with("WWW-Authenticate", "Bearer");
    }
}
