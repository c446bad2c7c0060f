package dev.sallyport.local.emulated.front;

import static dev.sallyport.local.emulated.front.Requests.request;
import static dev.sallyport.local.emulated.front.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.function.Invoker;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.config.SecretText;
import dev.sallyport.local.emulated.front.ApiRoute.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiFrontTest {

    private static final Headers LOCAL = Headers.of("Host", "localhost:8080");

    private final List<@Nullable String> traces = new ArrayList<>();
    private final ApiFront front = front(OperatorGuard.of(null));

    private ApiFront front(OperatorGuard guard) {
        return new ApiFront(
                List.of(
                        new ApiRoute("POST", "/webhooks/{provider}", "receiver", Access.OPEN),
                        new ApiRoute(ApiRoute.ANY, "/events/{proxy+}", "events", Access.OPEN),
                        new ApiRoute(ApiRoute.ANY, "/internal/{proxy+}", "operator", Access.OPERATORS)),
                Map.of("receiver", named("receiver"), "events", named("events"), "operator", named("operator")),
                new RestApiShape(),
                guard,
                () -> Instant.parse("2026-11-27T10:15:30Z"));
    }

    private Invoker named(String name) {
        return (event, trace) -> {
            traces.add(trace);
            return event.contains("fail")
                    ? new InvocationOutcome.Failed("Broken", "badly")
                    : new InvocationOutcome.Returned("{\"statusCode\":200,\"body\":\"" + name + "\"}");
        };
    }

    private String answerOf(String method, String target) {
        return text(front.handle(request(method, target, LOCAL, "")));
    }

    @Test
    void shouldLeadToTheFunctionOfTheRoute() {
        assertThat(answerOf("POST", "/webhooks/stripe?a=b")).isEqualTo("receiver");
        assertThat(answerOf("GET", "/events/1/attempts")).isEqualTo("events");
        assertThat(answerOf("DELETE", "/events/1")).isEqualTo("events");
        assertThat(answerOf("GET", "/internal/webhooks")).isEqualTo("operator");
    }

    @Test
    void shouldLeadNowhereOtherwise() {
        for (String target : List.of("/webhooks", "/webhooks/", "/webhooks/a/b", "/event", "/")) {
            assertThat(front.handle(request("POST", target, LOCAL, "")).status())
                    .as(target)
                    .isEqualTo(403);
        }
        assertThat(front.handle(request("PUT", "/webhooks/a", LOCAL, "")).status())
                .isEqualTo(403);
    }

    @Test
    void shouldLetOperatorsThroughOnly() {
        ApiFront guarded = front(OperatorGuard.of(new SecretText("token")));

        assertThat(guarded.handle(request("GET", "/internal/webhooks", LOCAL, ""))
                        .status())
                .isEqualTo(401);
        assertThat(guarded.handle(request(
                                "GET",
                                "/internal/webhooks",
                                Headers.of("Host", "localhost", "Authorization", "Bearer token"),
                                ""))
                        .status())
                .isEqualTo(200);
        assertThat(front.handle(request("GET", "/internal/webhooks", Headers.of("Host", "gate.example"), ""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldAnswerForAFunctionThatFailed() {
        assertThat(front.handle(request("POST", "/webhooks/fail", LOCAL, "")).status())
                .isEqualTo(502);
    }

    @Test
    void shouldGoOnWithATraceOrBeginOne() {
        front.handle(request("POST", "/webhooks/a", Headers.of("X-Amzn-Trace-Id", "Root=1-a-b"), ""));
        front.handle(request("POST", "/webhooks/a", LOCAL, ""));

        assertThat(traces.getFirst()).isEqualTo("Root=1-a-b");
        assertThat(traces.getLast()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1");
    }
}
