package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.local.config.ConfiguredGateway;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayIT {

    private static final String CONFIG = """
            server: { maxBodyBytes: 10000 %s }
            providers:
              acme: { scheme: generic, secrets: [ "literal:acme-secret" ] }
              stripe:
                scheme: stripe
                secrets: [ "literal:whsec_new", "literal:whsec_old" ]
                ordering: { by: entity, pointer: /data/customer }
            """;

    @TempDir
    private Path directory;

    private final List<String> faults = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway;
    private String base;

    @BeforeEach
    void start() throws Exception {
        start("");
    }

    private void start(String server) throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), CONFIG.formatted(server));
        gateway = Gateway.start(
                openStore(),
                ConfiguredGateway.read(config, Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> faults.add(during + ": " + fault));
        base = "http://localhost:" + gateway.address().getPort();
    }

    private LocalStore openStore() {
        return LocalStore.open(
                directory.resolve("data"),
                Clock.systemUTC(),
                LocalStoreOptions.builder().build());
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofSeconds(10));
        client.close();
        assertThat(faults).isEmpty();
    }

    private static OutboundRequest signed(String scheme, String secret, String url, String body) {
        return SignatureSigner.of(
                        Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme)),
                        List.of(SigningSecret.of(secret)))
                .sign(OutboundRequest.post(url, RawPayload.adopt(body.getBytes(UTF_8))), Instant.now(), "msg_1");
    }

    private OutboundRequest acme(String body) {
        return signed("generic", "acme-secret", base + "/webhooks/acme", body);
    }

    private HttpResponse<String> send(OutboundRequest request) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
                .POST(BodyPublishers.ofByteArray(request.body().toByteArray()));
        for (int i = 0; i < request.headers().size(); i++) {
            builder.header(request.headers().nameAt(i), request.headers().valueAt(i));
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        return Objects.requireNonNull(
                JsonDocument.readObject(RawPayload.adopt(response.body().getBytes(UTF_8))), response.body());
    }

    @SuppressWarnings("unchecked") // the interface says that these are lists of objects
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    private String accept(OutboundRequest request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return (String) json(response).get("webhook_id");
    }

    /** Asks until so many are published; a gateway that never gets there runs into the build's time limit. */
    private List<Map<String, Object>> awaitPublished(int count) throws Exception {
        while (true) {
            List<Map<String, Object>> published = list(json(get("/internal/published")), "published");
            if (published.size() >= count) {
                return published;
            }
        }
    }

    @Nested
    class Receiving {

        @Test
        void shouldAcceptKeepAndPublishWhatIsSignedInOrder() throws Exception {
            String first = accept(acme("{\"n\":1}"));
            String second = accept(acme("{\"n\":2}"));
            String third = accept(signed(
                    "stripe",
                    "whsec_old",
                    base + "/webhooks/stripe",
                    "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"data\":{\"customer\":\"c1\"}}"));

            List<Map<String, Object>> published = awaitPublished(3);
            assertThat(published.stream().filter(event -> event.get("provider").equals("acme")))
                    .extracting(event -> event.get("webhook_id"))
                    .containsExactly(first, second);
            assertThat(published)
                    .filteredOn(event -> event.get("webhook_id").equals(third))
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .containsEntry("provider", "stripe")
                            .containsEntry("event_type", "charge.succeeded")
                            .containsEntry("ordering_key", "stripe/c1")
                            .containsKeys("sequence", "published_at"));
            HttpResponse<byte[]> payload = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/internal/webhooks/" + second + "/payload"))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(payload.body()).isEqualTo("{\"n\":2}".getBytes(UTF_8));
            assertThat(payload.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(payload.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }

        @Test
        void shouldAnswerARepetitionWithTheSameId() throws Exception {
            OutboundRequest request = acme("{\"n\":1}");
            HttpResponse<String> first = send(request);
            HttpResponse<String> again = send(request);

            String id = (String) json(first).get("webhook_id");
            assertThat(first.body())
                    .isEqualTo("{\"message\":\"accepted\",\"webhook_id\":\"" + id + "\",\"duplicate\":false}");
            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(again.body())
                    .isEqualTo("{\"message\":\"accepted\",\"webhook_id\":\"" + id + "\",\"duplicate\":true}");
            assertThat(awaitPublished(1)).hasSize(1);
        }

        @Test
        void shouldTakeTheProviderFromAHeaderAtTheOnePath() throws Exception {
            OutboundRequest request = signed("generic", "acme-secret", base + "/webhook", "{}");

            assertThat(send(request.withHeader("X-Provider-ID", "acme")).statusCode())
                    .isEqualTo(202);
            assertThat(send(request).body()).contains("urn:sallyport:problem:missing-header");
            assertThat(send(request).statusCode()).isEqualTo(400);
            assertThat(send(OutboundRequest.post(base + "/webhook", request.body())
                                    .withHeader("X-Provider-ID", "acme"))
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void shouldLeaveNoTraceOfWhatItRefuses() throws Exception {
            OutboundRequest good = acme("{\"n\":1}");

            HttpResponse<String> forged = send(good.withBody(RawPayload.copyOf("{\"n\":2}".getBytes(UTF_8))));
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(forged.body()).contains("urn:sallyport:problem:invalid-signature");
            assertThat(send(OutboundRequest.post(base + "/webhooks/acme", good.body()))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send(good.withHeader("X-Webhook-Signature", "zz")).statusCode())
                    .isEqualTo(400);
            assertThat(send(good.withUrl(base + "/webhooks/other")).statusCode())
                    .isEqualTo(404);
            assertThat(send(good.withUrl(base + "/webhooks/NOT%20WELL")).statusCode())
                    .isEqualTo(404);
            assertThat(send(acme("x".repeat(10_001))).statusCode()).isEqualTo(413);
            assertThat(get("/webhooks/acme").statusCode()).isEqualTo(400);
            assertThat(get("/webhook/acme").statusCode()).isEqualTo(404);

            assertThat(list(json(get("/internal/webhooks")), "webhooks")).isEmpty();
            assertThat(get("/internal/published").body()).isEqualTo("{\"published\":[],\"next_after\":0}");
        }
    }

    @Nested
    class Looking {

        @Test
        void shouldShowRecordsPageByPageNewestFirst() throws Exception {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(accept(acme("{\"n\":" + i + "}")));
            }
            // A record says so a moment after the log does.
            String processed = "/internal/webhooks?provider=acme&status=processed";
            while (list(json(get(processed)), "webhooks").size() < 5) {
                assertThat(get("/health").statusCode()).isEqualTo(200);
            }

            List<Object> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Map<String, Object> page = json(get(processed + "&limit=2&cursor=" + cursor));
                list(page, "webhooks").forEach(record -> seen.add(record.get("webhook_id")));
                cursor = (String) page.get("next_cursor");
            }
            assertThat(seen).containsExactlyElementsOf(ids.reversed());
            assertThat(list(json(get("/internal/webhooks?status=DEAD")), "webhooks"))
                    .isEmpty();
            assertThat(list(json(get("/internal/webhooks?from=2100-01-01T00:00:00Z")), "webhooks"))
                    .isEmpty();
            Map<String, Object> record = json(get("/internal/webhooks/" + ids.getFirst()));
            assertThat(record)
                    .containsEntry("provider", "acme")
                    .containsEntry("status", "PROCESSED")
                    .containsEntry("ordering_key", "acme")
                    .containsEntry("failures", List.of());
        }

        @Test
        void shouldReadTheLogOfPublicationsFromAnyPlace() throws Exception {
            for (int i = 0; i < 3; i++) {
                accept(acme("{\"n\":" + i + "}"));
            }
            awaitPublished(3);

            Map<String, Object> page = json(get("/internal/published?after=1&limit=1"));
            assertThat(list(page, "published"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.get("sequence")).hasToString("2"));
            assertThat(page.get("next_after")).hasToString("2");
        }

        @Test
        void shouldSayWhatIsWrongWithAQuery() throws Exception {
            for (String query : Stream.of(
                            "webhooks?status=done",
                            "webhooks?provider=A",
                            "webhooks?from=yesterday",
                            "webhooks?limit=0",
                            "webhooks?stauts=DEAD",
                            "webhooks?limit=1&limit=2",
                            "webhooks?cursor=made-up",
                            "published?after=-1",
                            "published?limit=many")
                    .toList()) {
                HttpResponse<String> response = get("/internal/" + query);
                assertThat(response.statusCode()).as(query).isEqualTo(400);
                assertThat(response.body()).as(query).contains("urn:sallyport:problem:bad-parameter");
            }
            assertThat(get("/internal/webhooks/nonsense").statusCode()).isEqualTo(404);
            assertThat(get("/internal/webhooks/wh_" + "0".repeat(32)).statusCode())
                    .isEqualTo(404);
            assertThat(get("/internal/webhooks/wh_" + "0".repeat(32) + "/payload")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get("/internal/webhooks/nonsense/payload").statusCode()).isEqualTo(404);
        }

        @Test
        void shouldTellThatItIsReady() throws Exception {
            assertThat(get("/health").body()).isEqualTo("{\"status\":\"ready\"}");
        }
    }

    @Nested
    class Guarding {

        @Test
        void shouldAnswerOperatorsOfThisMachineOnlyWithoutAToken() throws Exception {
            assertThat(get("/internal/webhooks").statusCode()).isEqualTo(200);
            for (String[] proxied : new String[][] {
                {"X-Forwarded-For", "203.0.113.1"}, {"Forwarded", "for=203.0.113.1"}, {"Via", "1.1 proxy"}
            }) {
                assertThat(get("/internal/webhooks", proxied).statusCode()).isEqualTo(403);
                assertThat(get("/health", proxied).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void shouldAskForTheTokenIfOneIsConfigured() throws Exception {
            gateway.stop(Duration.ZERO);
            start(", adminToken: \"literal:operators-only\"");

            HttpResponse<String> without = get("/internal/published");
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(get("/internal/published", "Authorization", "Bearer operators-onlY")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get("/internal/published", "Authorization", "Basic operators-only")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(
                                    "/internal/published",
                                    "Authorization",
                                    "Bearer operators-only",
                                    "X-Forwarded-For",
                                    "203.0.113.1")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class StartingAndStopping {

        @Test
        void shouldGoOnWhereItStopped() throws Exception {
            String id = accept(acme("{\"n\":1}"));
            gateway.stop(Duration.ofSeconds(10));
            start("");

            assertThat(awaitPublished(1))
                    .extracting(event -> event.get("webhook_id"))
                    .containsExactly(id);
            assertThat(json(send(acme("{\"n\":1}")))).containsEntry("duplicate", true);
        }

        @Test
        void shouldGiveTheDirectoryBackIfItCannotListen() throws Exception {
            Path other = directory.resolve("other");
            ConfiguredGateway configured = ConfiguredGateway.read(directory.resolve("s.yaml"), Map.of());

            assertThatThrownBy(() -> Gateway.start(
                            LocalStore.open(
                                    other,
                                    Clock.systemUTC(),
                                    LocalStoreOptions.builder().build()),
                            configured,
                            gateway.address(),
                            Clock.systemUTC(),
                            Telemetry.NONE,
                            (during, fault) -> {}))
                    .isInstanceOf(PortUnavailableException.class);
            LocalStore.open(
                            other,
                            Clock.systemUTC(),
                            LocalStoreOptions.builder().build())
                    .close();
        }
    }
}
