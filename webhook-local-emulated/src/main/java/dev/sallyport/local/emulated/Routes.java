package dev.sallyport.local.emulated;

import dev.sallyport.local.emulated.front.ApiRoute;
import dev.sallyport.local.emulated.front.ApiRoute.Access;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the API: providers, tenants, operators. */
final class Routes {

    /** What tenants have. */
    private static final List<String> OF_TENANTS = List.of("/events", "/endpoints", "/deliveries");

    private static final String ALL_BELOW = "/{proxy+}";

    private Routes() {}

    static List<ApiRoute> all() {
        return Stream.of(
                        Stream.of(
                                open("POST", "/webhook", FunctionPlan.RECEIVER),
                                open("POST", "/webhooks/{provider}", FunctionPlan.RECEIVER),
                                open("GET", "/webhooks/{provider}", FunctionPlan.RECEIVER),
                                open("GET", "/health", FunctionPlan.RECEIVER)),
                        OF_TENANTS.stream()
                                .flatMap(path -> Stream.of(path, path + ALL_BELOW))
                                .map(path -> open(ApiRoute.ANY, path, FunctionPlan.EVENT_API)),
                        Stream.of("/internal" + ALL_BELOW)
                                .map(path ->
                                        new ApiRoute(ApiRoute.ANY, path, FunctionPlan.OPERATOR_API, Access.OPERATORS)))
                .flatMap(routes -> routes)
                .toList();
    }

    private static ApiRoute open(String method, String path, String function) {
        return new ApiRoute(method, path, function, Access.OPEN);
    }
}
