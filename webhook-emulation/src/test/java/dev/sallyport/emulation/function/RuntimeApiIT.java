package dev.sallyport.emulation.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Runtime API as a runtime client of any language sees it. */
class RuntimeApiIT {

    private static final Instant DEADLINE = Instant.parse("2026-11-27T10:15:30.123Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final RuntimeApi api;

    RuntimeApiIT() throws IOException {
        api = new RuntimeApi("arn:function");
    }

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
    }

    private HttpResponse<String> next() throws Exception {
        return client.send(request("invocation/next").build(), HttpResponse.BodyHandlers.ofString());
    }

    private int post(String path, String body) throws Exception {
        return client.send(
                        request(path)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static String idOf(HttpResponse<String> event) {
        return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    @Test
    void shouldHandOutEventsWithAllThatAClientNeeds() throws Exception {
        CompletableFuture<InvocationOutcome> outcome = api.offer("{\"n\":1}", DEADLINE, "Root=1");
        HttpResponse<String> event = next();

        assertThat(event.body()).isEqualTo("{\"n\":1}");
        assertThat(event.headers().firstValue("Lambda-Runtime-Deadline-Ms")).hasValue("1795774530123");
        assertThat(event.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn"))
                .hasValue("arn:function");
        assertThat(event.headers().firstValue("Lambda-Runtime-Trace-Id")).hasValue("Root=1");
        assertThat(post("invocation/" + idOf(event) + "/response", "\"done\"")).isEqualTo(202);
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new InvocationOutcome.Returned("\"done\""));
    }

    @Test
    void shouldTakeFailures() throws Exception {
        CompletableFuture<InvocationOutcome> outcome = api.offer("{}", DEADLINE, "Root=1");
        String id = idOf(next());

        assertThat(post("invocation/" + id + "/error", "{\"errorType\":\"Broken\",\"errorMessage\":\"badly\"}"))
                .isEqualTo(202);
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new InvocationOutcome.Failed("Broken", "badly"));
    }

    @Test
    void shouldRefuseASecondAnswerAndOneThatNobodyAskedFor() throws Exception {
        api.offer("{}", DEADLINE, "Root=1");
        String id = idOf(next());
        post("invocation/" + id + "/response", "1");

        assertThat(post("invocation/" + id + "/response", "2")).isEqualTo(400);
        assertThat(post("invocation/other/response", "2")).isEqualTo(400);
        assertThat(post("other", "2")).isEqualTo(404);
    }

    @Test
    void shouldRefuseAnAnswerThatNobodyWaitsForAnyMore() throws Exception {
        CompletableFuture<InvocationOutcome> outcome = api.offer("{}", DEADLINE, "Root=1");
        String id = idOf(next());
        outcome.cancel(false);

        assertThat(post("invocation/" + id + "/response", "1")).isEqualTo(400);
    }

    @Test
    void shouldTellWhyAClientCouldNotStart() throws Exception {
        assertThat(api.initialized()).isNotDone();

        assertThat(post("init/error", "{\"errorType\":\"Init\",\"errorMessage\":\"no database\"}"))
                .isEqualTo(202);

        assertThat(api.initialized()).isCompletedWithValue("no database");
    }

    @Test
    void shouldTellThatAClientHasStarted() throws Exception {
        api.offer("{}", DEADLINE, "Root=1");
        next();

        assertThat(api.initialized()).isCompletedWithValue(null);
    }
}
