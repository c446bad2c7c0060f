package dev.sallyport.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.DemoPlan.Kind;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.HttpDoor;
import dev.sallyport.local.http.JdkHttpDoor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the demo's checks against gateways that do not tell the truth: each lie must be found out. */
class DemoCheckIT {

    private final HttpDoor door = new JdkHttpDoor(DoorLimits.ofBody(1_000), (request, fault) -> {});
    private final Map<String, String> statuses = new TreeMap<>(Map.of("wh_1", "PROCESSED", "wh_2", "PROCESSED"));
    private final List<String> published = new ArrayList<>(List.of("wh_1", "wh_2"));
    private final Map<String, String> archived = new TreeMap<>(Map.of("wh_1", "one", "wh_2", "two"));
    private final List<Sent> sent = new ArrayList<>(List.of(
            sent(Kind.HONEST, "one", 1, 2, accepted("wh_1")), sent(Kind.HONEST, "two", 3, 4, accepted("wh_2"))));
    private GatewayClient gateway;

    @BeforeEach
    void start() throws Exception {
        InetSocketAddress address = door.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Router.builder()
                        .on("GET", "/internal/published", (request, path) -> publishedAfter(request.query()))
                        .on(
                                "GET",
                                "/internal/webhooks",
                                (request, path) -> json("{\"webhooks\":["
                                        + statuses.keySet().stream()
                                                .map(DemoCheckIT::idObject)
                                                .collect(Collectors.joining(","))
                                        + "]}"))
                        .on("GET", "/internal/webhooks/{id}", (request, path) -> {
                            String status = statuses.get(path.get("id"));
                            return status == null ? Response.text(404, "") : json("{\"status\":\"" + status + "\"}");
                        })
                        .on("GET", "/internal/webhooks/{id}/payload", (request, path) -> {
                            String body = archived.get(path.get("id"));
                            return body == null
                                    ? Response.text(410, "")
                                    : new Response(200, Headers.none(), bytes(body));
                        })
                        .build());
        gateway = new GatewayClient(URI.create("http://127.0.0.1:" + address.getPort()), null);
    }

    @AfterEach
    void stop() {
        gateway.close();
        door.stop(Duration.ZERO);
    }

    @Test
    void shouldPassWhereEverythingIsAsItShouldBe() {
        sent.add(sent(Kind.REPEATED, "one", 5, 6, new Answer(202, "wh_1", true, null)));
        sent.add(sent(Kind.TAMPERED, "three", 7, 8, new Answer(401, null, false, "invalid-signature")));

        DemoReport report = check();

        assertThat(report).isEqualTo(new DemoReport(4, 2, 1, 1, 2, 0, 0, 0, Duration.ZERO, List.of()));
        assertThat(report.passed()).isTrue();
    }

    @Test
    void shouldFindALostWebhook() {
        published.remove("wh_2");
        statuses.put("wh_2", "RECEIVED");

        DemoReport report = check();

        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.problems()).containsExactly("wh_2: accepted, and never published; its status is RECEIVED");
    }

    @Test
    void shouldFindAWebhookWhoseRecordWasForgotten() {
        statuses.remove("wh_2");

        assertThat(check().problems()).containsExactly("wh_2: published, and its status is not recorded");
    }

    @Test
    void shouldFindTwoThatWerePublishedTheWrongWayRound() {
        published.add(published.removeFirst());

        DemoReport report = check();

        assertThat(report.outOfOrder()).isEqualTo(1);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void shouldFindOneThatWasPublishedTwice() {
        published.add("wh_1");

        assertThat(check().problems()).contains("wh_1: published 2 times");
    }

    @Test
    void shouldFindArchivedBytesThatWereNotSent() {
        archived.put("wh_1", "0ne");
        archived.remove("wh_2");

        DemoReport report = check();

        assertThat(report.archiveMismatches()).isEqualTo(2);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void shouldFindATamperedWebhookThatWasLetIn() {
        sent.add(sent(Kind.TAMPERED, "three", 5, 6, accepted("wh_3")));

        assertThat(check().problems()).contains("acme: a tampered webhook was answered 202");
    }

    @Test
    void shouldFindAnHonestWebhookThatWasRefused() {
        sent.add(sent(Kind.HONEST, "three", 5, 6, new Answer(503, null, false, "unavailable")));

        assertThat(check().problems()).containsExactly("acme: an honest webhook was answered 503");
    }

    @Test
    void shouldFindTracesOfWhatWasNeverAccepted() {
        statuses.put("wh_9", "RECEIVED");
        published.add("wh_8");

        assertThat(check().problems())
                .containsExactly("wh_8: published, and never accepted", "wh_9: recorded, and never accepted");
    }

    @Test
    void shouldFindARepetitionThatWasTakenForNew() {
        sent.add(sent(Kind.REPEATED, "one", 5, 6, accepted("wh_1")));

        assertThat(check().problems()).contains("wh_1: accepted as new twice");
    }

    private DemoReport check() {
        return new DemoCheck(gateway, sent).run(Duration.ZERO);
    }

    private Response publishedAfter(String query) {
        if (!query.contains("after=0&")) {
            return json("{\"published\":[],\"next_after\":9}");
        }
        String entries = published.stream()
                .map(id -> "{\"webhook_id\":\"" + id + "\",\"ordering_key\":\"acme\"}")
                .collect(Collectors.joining(","));
        return json("{\"published\":[" + entries + "],\"next_after\":9}");
    }

    private static String idObject(String id) {
        return "{\"webhook_id\":\"" + id + "\"}";
    }

    private static Response json(String text) {
        return new Response(200, Headers.of("Content-Type", "application/json"), bytes(text));
    }

    private static Answer accepted(String id) {
        return new Answer(202, id, false, null);
    }

    private static Sent sent(Kind kind, String body, long began, long ended, Answer answer) {
        return new Sent("acme", kind, bytes(body), began, ended, answer);
    }

    private static RawPayload bytes(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }
}
