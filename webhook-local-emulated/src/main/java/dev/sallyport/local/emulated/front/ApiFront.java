package dev.sallyport.local.emulated.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.function.Invoker;
import dev.sallyport.emulation.function.TraceHeaders;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.RequestHandler;
import dev.sallyport.hosting.web.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends requests to functions as API Gateway does, and their answers back. Safe for any number of threads. */
public final class ApiFront implements RequestHandler {

    private static final String TRACE = "X-Amzn-Trace-Id";
    /** Who an operator is here, where no IAM knows any. */
    private static final String OPERATOR = "arn:aws:iam::" + EventFields.ACCOUNT + ":user/operator";

    private static final PathParameters NONE = new PathParameters(Map.of());

    private final List<ApiRoute> routes;
    private final Map<String, ? extends Invoker> functions;
    private final EventShape shape;
    private final OperatorGuard guard;
    private final InstantSource clock;

    /**
     * Makes a front.
     *
     * @param routes earlier ones win
     * @param functions by the keys of the routes
     * @param guard lets operators through where the cloud would ask for a signed request
     */
    public ApiFront(
            List<ApiRoute> routes,
            Map<String, ? extends Invoker> functions,
            EventShape shape,
            OperatorGuard guard,
            InstantSource clock) {
        this.routes = List.copyOf(routes);
        this.functions = Map.copyOf(functions);
        this.shape = shape;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public Response handle(Request request) {
        for (ApiRoute route : routes) {
            Resource resource = route.match(request.method(), request.path());
            Invoker function = functions.get(route.function());
            if (resource != null && function != null) {
                return switch (route.access()) {
                    case OPEN -> invoke(function, request, resource, null);
                    case OPERATORS ->
                        guard.guard((passed, path) -> invoke(function, passed, resource, OPERATOR))
                                .handle(request, NONE);
                };
            }
        }
        return shape.nothingHere();
    }

    private Response invoke(Invoker function, Request request, Resource resource, @Nullable String principal) {
        String given = request.headers().first(TRACE);
        String trace = given == null ? TraceHeaders.begin(clock.instant()) : given;
        EventShape.Passage passage =
                new EventShape.Passage(UUID.randomUUID().toString(), trace, clock.instant(), principal);
        String event = new String(shape.event(request, resource, passage).toByteArray(), UTF_8);
        try {
            return switch (function.invoke(event, trace)) {
                case InvocationOutcome.Returned returned -> {
                    Response answer = FunctionAnswer.read(returned.answer());
                    yield answer == null
                            ? shape.failure(new InvocationOutcome.Failed("MalformedProxyResponse", "no answer"))
                            : answer;
                }
                case InvocationOutcome.Failed failed -> shape.failure(failed);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return shape.failure(new InvocationOutcome.Failed("Stopped", "the gateway is stopping"));
        }
    }
}
