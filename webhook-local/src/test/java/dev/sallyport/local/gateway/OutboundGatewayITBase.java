package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A whole gateway, its real client included, and receivers on this machine. */
abstract class OutboundGatewayITBase extends GatewayITBase {

    private static final String DELIVERY = """
            delivery:
              targets: { allowHttp: true, allowLoopback: true, ports: [ 1024-65535 ] }
              retry: { attempts: 3, first: PT0.02S, jitter: none }
              tenants: { acme: { name: Acme } }
            forward:
              - { from: acme, types: [ unknown ], filter: { kind: [ wanted ] }, to: acme }
              - { from: acme, filter: { kind: [ wrapped ] }, to: acme, body: envelope }
            """;

    final Receiver receiver = newReceiver();
    String key;

    private static Receiver newReceiver() {
        try {
            return new Receiver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void start(String server) throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), CONFIG.formatted(server) + DELIVERY);
        gateway = Gateway.start(
                openStore(),
                ConfiguredGateway.read(config, Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> faults.add(during + ": " + fault));
        base = "http://localhost:" + gateway.address().getPort();
    }

    @BeforeEach
    void issueKey() throws Exception {
        key = keyOf("acme");
    }

    String keyOf(String tenant) throws Exception {
        return (String) json(call("POST", "/internal/tenants/" + tenant + "/keys", null, "{}"))
                .get("api_key");
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    HttpResponse<String> call(String method, String path, String apiKey, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    Map<String, Object> ask(String method, String path, String body) throws Exception {
        HttpResponse<String> response = call(method, path, key, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return json(response);
    }

    /** Creates an endpoint at a receiver and returns what was answered. */
    Map<String, Object> endpointAt(Receiver where, String more) throws Exception {
        return ask("POST", "/endpoints", "{\"url\":\"" + where.url() + "\"" + more + "}");
    }

    String post(String body) throws Exception {
        return (String) ask("POST", "/events", body).get("event_id");
    }

    /** Asks until an event is pending no more. */
    Map<String, Object> awaitStatus(String event, String status) throws Exception {
        Map<String, Object> ended = Eventually.see(
                () -> ask("GET", "/events/" + event, null), shown -> !"PENDING".equals(shown.get("status")));
        assertThat(ended).containsEntry("status", status);
        return ended;
    }

    List<Map<String, Object>> attemptsAt(String event) throws Exception {
        return Objects.requireNonNull(list(ask("GET", "/events/" + event + "/attempts", null), "attempts"));
    }
}
