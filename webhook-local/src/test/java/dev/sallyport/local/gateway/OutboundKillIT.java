package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.cli.Sallyport;
import dev.sallyport.local.client.ApiClient;
import dev.sallyport.local.client.ApiClient.Reply;
import dev.sallyport.local.client.GatewayUnreachableException;
import dev.sallyport.local.store.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a delivering gateway again and again, as {@code kill -9} does, and checks in the end that every event that was
 * answered with 201 arrived. The number of rounds is set by {@code -Dsallyport.outbound.kill.rounds}.
 */
class OutboundKillIT {

    private static final int ROUNDS = Integer.getInteger("sallyport.outbound.kill.rounds", 5);
    private static final int EVENTS_PER_ROUND = 40;
    private static final int SIDES = 4;

    @TempDir
    private Path data;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private String key;

    @Test
    void shouldDeliverAllThatWasAcceptedBeforeEachKill() throws Exception {
        try (Receiver receiver = new Receiver()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (ChildJvm gateway = serve()) {
                    URI base = addressOf(gateway);
                    setUpOnce(base, receiver);
                    try (ApiClient tenant = new ApiClient(base, key)) {
                        postAndKill(tenant, round, gateway);
                    }
                }
            }
            try (ChildJvm gateway = serve()) {
                URI base = addressOf(gateway);
                try (ApiClient tenant = new ApiClient(base, key)) {
                    awaitNonePending(tenant);
                    for (String event : accepted) {
                        Reply shown = tenant.ask("GET", "/events/" + event, null);
                        assertThat(shown.body())
                                .containsEntry("event_id", event)
                                .containsEntry("status", "DELIVERED");
                    }
                }
            }
            Set<String> arrived = new HashSet<>();
            receiver.received.forEach(request -> arrived.add(request.header("webhook-id")));
            assertThat(arrived).containsAll(accepted);
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(ROUNDS * EVENTS_PER_ROUND);
        }
    }

    private ChildJvm serve() throws Exception {
        return ChildJvm.start(Sallyport.class, "serve", "--data", data.toString(), "--port", "0", "--json");
    }

    private static URI addressOf(ChildJvm gateway) throws Exception {
        String line = Objects.requireNonNull(gateway.nextLine(), "the gateway's first line");
        Map<String, Object> started = JsonDocument.readObject(RawPayload.adopt(line.getBytes(UTF_8)));
        assertThat(started).containsKey("port");
        return URI.create("http://127.0.0.1:" + started.get("port"));
    }

    private void setUpOnce(URI base, Receiver receiver) {
        if (key != null) {
            return;
        }
        try (ApiClient operator = new ApiClient(base, null)) {
            key = (String) operator.ask("POST", "/internal/tenants/demo/keys", bytes("{}"))
                    .body()
                    .get("api_key");
        }
        try (ApiClient tenant = new ApiClient(base, key)) {
            Reply created = tenant.ask("POST", "/endpoints", bytes("{\"url\":\"" + receiver.url() + "\"}"));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        }
    }

    /** Posts from several sides and kills the gateway when some were answered; the answers that came are kept. */
    private void postAndKill(ApiClient tenant, int round, ChildJvm gateway) throws Exception {
        Semaphore answered = new Semaphore(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int side = 0; side < SIDES; side++) {
                String body = "{\"round\":" + round + ",\"side\":" + side + ",\"n\":%d}";
                threads.execute(() -> postUntilUnreachable(tenant, body, answered));
            }
            answered.acquire(EVENTS_PER_ROUND);
            gateway.kill();
        }
    }

    private void postUntilUnreachable(ApiClient tenant, String body, Semaphore answered) {
        try {
            for (int n = 0; ; n++) {
                Reply reply = tenant.ask("POST", "/events", bytes(body.formatted(n)));
                assertThat(reply.status()).isEqualTo(201);
                accepted.add((String) reply.body().get("event_id"));
                answered.release();
            }
        } catch (GatewayUnreachableException e) {
            // It was killed; what was not answered may or may not be kept.
            answered.release();
        }
    }

    private static void awaitNonePending(ApiClient tenant) {
        while (true) {
            Object pending = tenant.ask("GET", "/deliveries?status=PENDING&limit=1", null)
                    .body()
                    .get("deliveries");
            if (List.of().equals(pending)) {
                return;
            }
        }
    }

    private static RawPayload bytes(String json) {
        return RawPayload.adopt(json.getBytes(UTF_8));
    }
}
