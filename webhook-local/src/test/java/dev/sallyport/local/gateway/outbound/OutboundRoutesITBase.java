package dev.sallyport.local.gateway.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.hosting.api.outbound.OutboundRoutes;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.HttpDoor;
import dev.sallyport.local.http.JdkHttpDoor;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.ManualClock;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The routes behind a real door, over the in-memory adapters, at a time that stands still. */
abstract class OutboundRoutesITBase {

    final ManualClock clock = new ManualClock();
    final InMemoryHttpSender sender = new InMemoryHttpSender();
    final InMemorySecretCipher cipher = new InMemorySecretCipher();
    final List<String> faults = new ArrayList<>();
    final HttpClient client = HttpClient.newHttpClient();
    private final DeliveryQueue queue = Outbound.inProcessQueue(clock, 10_000);
    private final HttpDoor door =
            new JdkHttpDoor(DoorLimits.ofBody(100_000), (request, fault) -> faults.add(request + ": " + fault));

    Outbound outbound;
    String acmeKey;
    String rivalKey;
    private String base;

    @BeforeEach
    void open() throws Exception {
        Random random = new Random(13);
        outbound = Outbound.of(OutboundParts.builder()
                .tenants(new InMemoryTenantStore())
                .endpoints(new InMemoryEndpointStore())
                .deliveries(new InMemoryDeliveryStore())
                .queue(queue)
                .permits(Outbound.inProcessPermits())
                .sender(sender)
                .resolver(new InMemoryAddressResolver())
                .filter(new InMemoryEventFilter())
                .cipher(cipher)
                .secrets(new SeededSecretGenerator(17))
                .clock(clock)
                .jitter(() -> random)
                .ids(() -> random)
                .mostEndpoints(5)
                .retryPolicy(RetryPolicy.builder()
                        .attempts(2)
                        .backoff(Backoff.exponential(Duration.ofMinutes(1)))
                        .jitter(Jitter.none())
                        .build())
                .build());
        Router.Builder routes = Router.builder();
        OutboundRoutes.addTo(routes, outbound, OperatorGuard.of(null), clock, Duration.ofSeconds(15), () -> {});
        base = "http://localhost:"
                + door.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), routes.build())
                        .getPort();
        acmeKey = tenantWithKey("acme");
        rivalKey = tenantWithKey("rival");
    }

    @AfterEach
    void close() {
        door.stop(Duration.ofSeconds(5));
        client.close();
        assertThat(faults).isEmpty();
    }

    private String tenantWithKey(String tenant) throws Exception {
        assertThat(operator("POST", "/internal/tenants", "{\"id\":\"" + tenant + "\"}")
                        .statusCode())
                .isEqualTo(201);
        return (String) json(operator("POST", "/internal/tenants/" + tenant + "/keys", "{}"))
                .get("api_key");
    }

    /** Makes every attempt that is due. */
    void deliver() {
        while (outbound.dispatching().dispatch(100) > 0) {
            // Each round settles what it took.
        }
    }

    HttpResponse<String> operator(String method, String path, String body) throws Exception {
        return call(method, path, null, body);
    }

    HttpResponse<String> call(String method, String path, String key, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> acme(String method, String path, String body, String... headers) throws Exception {
        return call(method, path, acmeKey, body, headers);
    }

    /** Creates an endpoint at a host and returns what was answered. */
    Map<String, Object> endpoint(String host, String more) throws Exception {
        HttpResponse<String> response =
                acme("POST", "/endpoints", "{\"url\":\"https://" + host + "/hook\"" + more + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    String event(String body) throws Exception {
        HttpResponse<String> response = acme("POST", "/events", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return (String) json(response).get("event_id");
    }

    static Map<String, Object> json(HttpResponse<String> response) {
        return Objects.requireNonNull(
                JsonDocument.readObject(RawPayload.adopt(response.body().getBytes(UTF_8))), response.body());
    }

    @SuppressWarnings("unchecked") // the interface says that these are lists of objects
    static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    static String code(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        String type = (String) json(response).get("type");
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
