package dev.sallyport.local.emulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.emulation.bus.EventBridgeStandIn;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.ApiClient;
import dev.sallyport.local.client.ApiClient.Reply;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.testkit.provider.ProviderPayload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does with a gateway what can be done with one: everything that a function's code may ask of a service is asked at least
 * once. What takes minutes or hours otherwise is set up by hand in table and queues.
 */
final class FullRun implements AutoCloseable {

    static final String CONFIGURATION = """
            server: { host: 127.0.0.1 }
            delivery:
              targets: { allowHttp: true, allowLoopback: true, ports: [ 443, 1024-65535 ] }
              retry: { attempts: 2, delays: [ PT1S ] }
              health: { failuresToOpen: 2, firstPause: PT1S, longestPause: PT2S }
              tenants: { acme: { name: Acme } }
            providers:
              plain: { scheme: generic, secrets: [ literal:a-secret ], retry: { attempts: 1 } }
              bundled: { scheme: generic, secrets: [ literal:a-secret ], retry: { attempts: 1 }, archive: { mode: bundled } }
              stripe:
                scheme: stripe
                secrets: [ literal:whsec_secret ]
                ordering: { by: entity, lateEvents: mark-stale }
                retry: { attempts: 50, backoff: listed, delays: [ PT1S ] }
              telegram: { scheme: telegram, secrets: [ literal:token ], ordering: { by: entity, sequence: { longestWait: PT1S } } }
              asana: { scheme: asana, secrets: [ literal:token ], config: { handshake: accept } }
            forward:
              - { from: plain, to: acme }
              - { from: bundled, to: acme, body: envelope }
            """;

    private static final String SCHEDULED = "{}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final EmulatedGateway gateway;
    private final ConfiguredGateway configured;
    private final GatewayClient client;
    private final ApiClient operator;
    private final Clients services;
    private final Leftovers left;
    private final HttpServer endpoints;
    private String largeWebhook = "";
    private @Nullable ApiClient tenant;

    FullRun(EmulatedGateway gateway, Path config) throws Exception {
        this.gateway = gateway;
        configured = ConfiguredGateway.read(config, Map.of());
        URI base = URI.create("http://127.0.0.1:" + gateway.address().getPort());
        client = new GatewayClient(base, null);
        operator = new ApiClient(base, null);
        services = new Clients(gateway.inside().services());
        left = new Leftovers(
                gateway.inside().services(), services, gateway.inside().stack().names());
        endpoints = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoints.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answering("/ok", 200);
        answering("/gone", 410);
        answering("/broken", 500);
        endpoints.start();
    }

    private void answering(String path, int status) {
        endpoints.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, -1);
            }
        });
    }

    void run() throws Exception {
        receiveAndProcess();
        failAndBury();
        sweepAndRepair();
        serveTenants();
        deliver();
        requeue();
        operate();
        loseTheArchive();
    }

    /** Both ways into the archive, duplicates, a forgery, order by version and by number, a body too large for a message. */
    private void receiveAndProcess() throws IOException {
        assertThat(operator.ask("GET", "/health", null).status()).isEqualTo(200);
        for (String provider : List.of("plain", "bundled")) {
            String id = accepted(provider, event("first"));
            assertThat(send(provider, event("first")).duplicate()).isTrue();
            await(() -> statusOf(id).equals("PROCESSED"));
            assertThat(send(provider, event("first")).duplicate()).isTrue();
        }
        String large = accepted("bundled", event("large", "x".repeat(200_000)));
        String newer = accepted(
                "stripe", "{\"id\":\"evt_2\",\"type\":\"t\",\"created\":2,\"data\":{\"object\":{\"id\":\"o\"}}}");
        await(() -> statusOf(newer).equals("PROCESSED"));
        String late = accepted(
                "stripe", "{\"id\":\"evt_1\",\"type\":\"t\",\"created\":1,\"data\":{\"object\":{\"id\":\"o\"}}}");
        accepted("telegram", "{\"update_id\":1,\"message\":{\"chat\":{\"id\":7}}}");
        String afterGap = accepted("telegram", "{\"update_id\":3,\"message\":{\"chat\":{\"id\":7}}}");
        await(() -> statusOf(late).equals("PROCESSED") && statusOf(afterGap).equals("PROCESSED"));
        await(() -> statusOf(large).equals("PROCESSED"));
        largeWebhook = large;
    }

    /** The bus refuses everything for a while, and what may not be tried again is dead. */
    private void failAndBury() throws IOException {
        bus().refuseEntries(envelope -> true);
        String plain = accepted("plain", event("refused"));
        String bundled = accepted("bundled", event("refused"));
        String waiting = accepted("stripe", "{\"id\":\"evt_3\",\"type\":\"t\",\"created\":3}");
        await(() -> statusOf(plain).equals("DEAD") && statusOf(bundled).equals("DEAD"));
        await(() -> statusOf(waiting).equals("FAILED"));
        bus().refuseEntries(envelope -> false);
        await(() -> statusOf(waiting).equals("PROCESSED"));

        WebhookRecord ofAMessage = Leftovers.record("bundled", "its gate died before the record", Instant.now());
        left.messageWithoutRecord(ofAMessage, "processing");
        await(() -> statusOf(ofAMessage.id().value()).equals("PROCESSED"));
        WebhookRecord givenUp = Leftovers.record("bundled", "received too often", Instant.now());
        left.messageWithoutRecord(givenUp, "processing-dead-letters");
        WebhookRecord numbered = left.planted("telegram", "a number that was received too often", Instant.now());
        left.giveUp(numbered);
        await(() -> statusOf(givenUp.id().value()).equals("DEAD"));
        await(() -> statusOf(numbered.id().value()).equals("DEAD"));
    }

    private void sweepAndRepair() throws Exception {
        Instant longAgo = Instant.now().minusSeconds(7_200);
        WebhookRecord stranded = left.planted("plain", "stranded", longAgo);
        WebhookRecord lost = Leftovers.record("bundled", "its message is gone", longAgo);
        left.plantedWithoutMessage(lost);
        invoke(FunctionPlan.SWEEPER, SCHEDULED);
        await(() -> statusOf(stranded.id().value()).equals("PROCESSED"));

        for (String path : List.of("/internal/redrive", "/internal/replay")) {
            for (String provider : List.of("plain", "bundled")) {
                Map<String, Object> run = asked(operator, "POST", path, "{\"provider\":\"" + provider + "\"}");
                Map<String, Object> after = repaired(String.valueOf(run.get("run_id")));
                assertThat(after).containsEntry("state", "DONE");
                assertThat((long) after.get("repaired")).as("%s", after).isPositive();
            }
        }
        Map<String, Object> run = asked(operator, "POST", "/internal/redrive", "{\"ids\":[\"" + lost.id() + "\"]}");
        asked(operator, "POST", "/internal/runs/" + run.get("run_id") + "/cancel", "");
        asked(operator, "GET", "/internal/runs", null);
    }

    /** Has a run brought to its end: the sweeper that comes by each minute may have it in hand, and leave it for the next. */
    private Map<String, Object> repaired(String run) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            invoke(FunctionPlan.SWEEPER, SCHEDULED);
            Map<String, Object> now = Objects.requireNonNull(client.run(run));
            if (!"RUNNING".equals(now.get("state"))) {
                return now;
            }
            assertThat(Instant.now()).as("%s", now).isBefore(deadline);
            pause();
        }
    }

    private void serveTenants() throws InterruptedException {
        asked(operator, "POST", "/internal/tenants", "{\"id\":\"other\",\"name\":\"Other\"}");
        asked(operator, "GET", "/internal/tenants", null);
        asked(operator, "PUT", "/internal/tenants/other/retry", "{\"retry\":{\"attempts\":2}}");
        Map<String, Object> second = asked(operator, "POST", "/internal/tenants/acme/keys", "{\"label\":\"b\"}");
        asked(operator, "GET", "/internal/tenants/acme/keys", null);
        assertThat(operator.ask("DELETE", "/internal/tenants/acme/keys/" + second.get("key_id"), null)
                        .isSuccess())
                .isTrue();
        Map<String, Object> key = asked(operator, "POST", "/internal/tenants/acme/keys", "{\"label\":\"a\"}");
        ApiClient acme = new ApiClient(
                URI.create("http://127.0.0.1:" + gateway.address().getPort()), String.valueOf(key.get("api_key")));
        tenant = acme;
        String id = endpoint("/ok", "\"description\":\"changed\"");
        asked(acme, "GET", "/endpoints", null);
        asked(acme, "PATCH", "/endpoints/" + id, "{\"description\":\"again\"}");
        asked(acme, "POST", "/endpoints/" + id + "/ping", "");
        asked(acme, "POST", "/endpoints/" + id + "/rotate-secret", "");
        asked(acme, "POST", "/endpoints/" + id + "/disable", "");
        asked(acme, "POST", "/endpoints/" + id + "/enable", "");
        assertThat(acme.ask("DELETE", "/endpoints/" + id, null).isSuccess()).isTrue();
        // A bus may tell of a webhook more than once.
        invoke(FunctionPlan.FAN_OUT, "{\"detail\":{\"webhook_id\":\"" + largeWebhook + "\"}}");
        invoke(FunctionPlan.FAN_OUT, "{\"detail\":{\"webhook_id\":\"" + largeWebhook + "\"}}");
    }

    /** Small and large bodies, many deliveries, order, an endpoint that has gone, one that fails, limits, an event for later. */
    private void deliver() throws Exception {
        ApiClient acme = tenant();
        String ok = endpoint("/ok", "\"eventTypes\":[\"small\",\"large\",\"sallyport.*\"]");
        endpoint("/gone", "\"eventTypes\":[\"leave\"]");
        String broken = endpoint("/broken", "\"eventTypes\":[\"fail\"]");
        endpoint("/ok", "\"eventTypes\":[\"crowd\"],\"rateLimit\":{\"attempts\":1,\"period\":\"PT2S\"}");
        for (int i = 0; i < 50; i++) {
            endpoint("/ok", "\"eventTypes\":[\"many\",\"unknown\"],\"ordered\":true");
        }
        String small = posted("{\"type\":\"small\",\"eventId\":\"own\"}");
        assertThat(posted("{\"type\":\"small\",\"eventId\":\"own\"}")).isEqualTo(small);
        String large = posted("{\"type\":\"large\",\"data\":\"" + "x".repeat(20_000) + "\"}");
        String keyed = posted("{\"type\":\"small\"}", "Idempotency-Key", "once");
        String many = posted("{\"type\":\"many\",\"orderingKey\":\"k\"}");
        String next = posted("{\"type\":\"many\",\"orderingKey\":\"k\"}");
        String leaving = posted("{\"type\":\"leave\"}");
        String failing = posted("{\"type\":\"fail\"}");
        List<String> crowd = List.of(posted("{\"type\":\"crowd\"}"), posted("{\"type\":\"crowd\",\"n\":2}"));
        posted("{\"type\":\"small\",\"delayUntil\":\"" + Instant.now().plusSeconds(86_400) + "\"}");
        for (String event : List.of(small, large, keyed, many, next, crowd.getFirst(), crowd.getLast())) {
            await(() -> eventStatus(event).equals("DELIVERED"));
            asked(acme, "GET", "/events/" + event + "/attempts", null);
        }
        await(() ->
                eventStatus(leaving).equals("FAILED") && eventStatus(failing).equals("FAILED"));
        left.owedEvent("long ago", Instant.now().minusSeconds(7_200));
        left.endpointWithNotice();
        invoke(FunctionPlan.SWEEPER, SCHEDULED);
        asked(acme, "GET", "/deliveries?status=DEAD", null);
        asked(acme, "GET", "/deliveries?endpoint=" + ok, null);
        asked(acme, "POST", "/deliveries/requeue", "{\"endpoint\":\"" + broken + "\",\"statuses\":[\"DEAD\"]}");
        await(() -> eventStatus(failing).equals("FAILED"));
        asked(operator, "POST", "/internal/deliveries/requeue", "{\"batchSize\":10,\"maxMessages\":100}");
        String owed = left.owedEvent("requeued by its id", Instant.now());
        asked(operator, "POST", "/internal/deliveries/requeue", "{\"ids\":[\"" + owed + "\"]}");
        asked(operator, "POST", "/internal/endpoints/reencrypt", "{}");
        // Forwarded to more endpoints than one transaction holds.
        accepted("plain", event("forwarded"));
    }

    /** What the queue gave up, what ended, and what nobody queued. */
    private void requeue() throws Exception {
        String failing = posted("{\"type\":\"fail\",\"n\":2}");
        await(() -> eventStatus(failing).equals("FAILED"));
        Map<String, Object> listed = asked(operator, "GET", "/internal/deliveries?status=DEAD", null);
        Object first = ((List<?>) Objects.requireNonNull(listed.get("deliveries"))).getFirst();
        String id = String.valueOf(((Map<?, ?>) first).get("delivery_id"));
        left.giveUp(id);
        left.giveUp(left.owedEvent("given up", Instant.now()));
        invoke(FunctionPlan.REQUEUE, "{\"batchSize\":10,\"maxMessages\":100}");
    }

    private void operate() {
        asked(operator, "GET", "/internal/webhooks?provider=plain", null);
        asked(operator, "GET", "/internal/webhooks?status=DEAD", null);
        for (String provider : List.of("plain", "bundled")) {
            String id = accepted(provider, event("first"));
            assertThat(client.payload(id)).isNotNull();
        }
        Reply handshake = operator.ask(
                "POST", "/webhooks/asana", RawPayload.adopt("{}".getBytes(UTF_8)), "X-Hook-Secret", "b537207f20cbfa02");
        assertThat(handshake.isSuccess()).as("%s", handshake).isTrue();
        assertThat(asked(operator, "GET", "/internal/handed-over-secrets", null).toString())
                .contains("provider=asana, secret=b537207f20cbfa02");
    }

    /** The functions find a part out of reach, and give back what they were given. */
    private void loseTheArchive() {
        String bucket = gateway.inside().stack().names().bucket();
        services.s3()
                .listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object -> services.s3()
                        .deleteObject(request -> request.bucket(bucket).key(object.key())));
        services.s3().deleteBucket(request -> request.bucket(bucket));
        WebhookRecord givenUp = left.planted("plain", "received too often, without a bucket", Instant.now());
        left.giveUp(givenUp);
        await(() -> statusOf(givenUp.id().value()).equals("DEAD"));
    }

    private Answer send(String provider, String body) {
        return sender(provider)
                .send(sender(provider)
                        .sign(
                                new ProviderPayload(
                                        new ProviderId(provider),
                                        "thing.happened",
                                        "n",
                                        "application/json",
                                        RawPayload.adopt(body.getBytes(UTF_8))),
                                Instant.now()));
    }

    private ProviderSender sender(String provider) {
        return new ProviderSender(
                client, Objects.requireNonNull(configured.providers().get(new ProviderId(provider)), provider));
    }

    private String accepted(String provider, String body) {
        Answer answer = send(provider, body);
        assertThat(answer.status()).as(provider).isEqualTo(202);
        return Objects.requireNonNull(answer.webhookId());
    }

    private static String event(String id) {
        return event(id, "");
    }

    private static String event(String id, String data) {
        return "{\"id\":\"" + id + "\",\"type\":\"thing.happened\",\"data\":\"" + data + "\"}";
    }

    private String statusOf(String webhook) {
        Map<String, Object> record = client.find(webhook);
        return record == null ? "" : String.valueOf(record.get("status"));
    }

    private ApiClient tenant() {
        return Objects.requireNonNull(tenant);
    }

    private String endpoint(String path, String more) {
        String url = "http://127.0.0.1:" + endpoints.getAddress().getPort() + path;
        return String.valueOf(asked(tenant(), "POST", "/endpoints", "{\"url\":\"" + url + "\"," + more + "}")
                .get("endpoint_id"));
    }

    private String posted(String event, String... headers) {
        Reply reply = tenant().ask("POST", "/events", RawPayload.adopt(event.getBytes(UTF_8)), headers);
        assertThat(reply.isSuccess()).as("%s", reply).isTrue();
        return String.valueOf(reply.body().get("event_id"));
    }

    private String eventStatus(String event) {
        return String.valueOf(asked(tenant(), "GET", "/events/" + event, null).get("status"));
    }

    private static Map<String, Object> asked(ApiClient whom, String method, String path, @Nullable String body) {
        Reply reply = whom.ask(method, path, body == null ? null : RawPayload.adopt(body.getBytes(UTF_8)));
        assertThat(reply.isSuccess()).as("%s %s: %s", method, path, reply).isTrue();
        return reply.body();
    }

    private void invoke(String function, String event) throws InterruptedException {
        assertThat(gateway.inside().functions().get(function).invoke(event, null))
                .isInstanceOf(InvocationOutcome.Returned.class);
    }

    private EventBridgeStandIn bus() {
        return ((EmbeddedServices) gateway.inside().services()).bus();
    }

    /** Asks until it is so; what never becomes so runs into the deadline. */
    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            pause();
        }
    }

    static void pause() {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }

    @Override
    public void close() {
        client.close();
        operator.close();
        services.close();
        endpoints.stop(0);
    }
}
