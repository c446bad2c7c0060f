package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.Eventually;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

abstract class GatewayITBase {

    static final String CONFIG = """
            server: { maxBodyBytes: 10000 %s }
            providers:
              acme: { scheme: generic, secrets: [ "literal:acme-secret" ] }
              stripe:
                scheme: stripe
                secrets: [ "literal:whsec_new", "literal:whsec_old" ]
                ordering: { by: entity, pointer: /data/customer }
              frail: { scheme: generic, secrets: [ "literal:acme-secret" ], retry: { attempts: 1 } }
            """;

    @TempDir
    Path directory;

    final List<String> faults = new CopyOnWriteArrayList<>();
    final HttpClient client = HttpClient.newHttpClient();

    /** What the application does with each webhook; null for nothing. */
    WebhookHandler handler;

    Gateway gateway;
    String base;

    @BeforeEach
    void start() throws Exception {
        start("");
    }

    void start(String server) throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), config(server));
        gateway = Gateway.start(
                openStore(),
                ConfiguredGateway.read(config, Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> faults.add(during + ": " + fault),
                new GatewayExtras(handler, DeliveryTelemetry.NONE));
        base = "http://localhost:" + gateway.address().getPort();
    }

    String config(String server) {
        return CONFIG.formatted(server);
    }

    LocalStore openStore() {
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

    static OutboundRequest signed(String scheme, String secret, String url, String body) {
        return SignatureSigner.of(
                        Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme)),
                        List.of(SigningSecret.of(secret)))
                .sign(OutboundRequest.post(url, RawPayload.adopt(body.getBytes(UTF_8))), Instant.now(), "msg_1");
    }

    OutboundRequest acme(String body) {
        return signed("generic", "acme-secret", base + "/webhooks/acme", body);
    }

    HttpResponse<String> send(OutboundRequest request) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
                .POST(BodyPublishers.ofByteArray(request.body().toByteArray()));
        for (int i = 0; i < request.headers().size(); i++) {
            builder.header(request.headers().nameAt(i), request.headers().valueAt(i));
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    static Map<String, Object> json(HttpResponse<String> response) {
        return Objects.requireNonNull(
                JsonDocument.readObject(RawPayload.adopt(response.body().getBytes(UTF_8))), response.body());
    }

    @SuppressWarnings("unchecked") // the interface says that these are lists of objects
    static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    String accept(OutboundRequest request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return (String) json(response).get("webhook_id");
    }

    static void assertThatItAsksToComeAgain(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(json(response)).containsEntry("detail", "the webhook could not be kept; send it again");
    }

    /** Sends as a provider does: again and again, until it is accepted. */
    String acceptInTheEnd(OutboundRequest webhook) throws Exception {
        HttpResponse<String> response = send(webhook);
        while (response.statusCode() != 202) {
            assertThatItAsksToComeAgain(response);
            response = send(webhook);
        }
        return (String) json(response).get("webhook_id");
    }

    void assertThatAllArePublishedOnceInOrder(List<String> ids) throws Exception {
        assertThat(awaitPublished(ids.size()))
                .extracting(published -> published.get("webhook_id"))
                .containsExactlyElementsOf(ids);
    }

    /** Asks until so many are published. */
    List<Map<String, Object>> awaitPublished(int count) throws Exception {
        return Eventually.see(
                () -> list(json(get("/internal/published")), "published"), published -> published.size() >= count);
    }

    /** Asks until a webhook's record has a status, which it has a moment after the log shows the publication. */
    Map<String, Object> awaitStatusOf(Object webhook, String status) throws Exception {
        return Eventually.see(
                () -> json(get("/internal/webhooks/" + webhook)), record -> status.equals(record.get("status")));
    }

    /** Asks until so many webhooks have a status. */
    void awaitStatus(String status, int count) throws Exception {
        Eventually.see(
                () -> list(json(get("/internal/webhooks?status=" + status)), "webhooks"),
                webhooks -> webhooks.size() >= count);
    }

    /** Asks until the metrics hold all of these lines: what happened is counted a moment after it was kept. */
    void awaitMetrics(String... lines) throws Exception {
        Eventually.see(
                () -> get("/metrics").body(),
                metrics -> metrics.lines().toList().containsAll(List.of(lines)));
    }
}
