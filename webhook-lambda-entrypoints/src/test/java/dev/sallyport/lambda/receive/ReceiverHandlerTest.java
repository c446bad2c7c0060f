package dev.sallyport.lambda.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.ProviderRoster;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.Telling;
import dev.sallyport.lambda.wiring.TestGates;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemorySecretSource;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverHandlerTest {

    private static final byte[] BODY = "{\"id\":\"evt_1\",\"type\":\"paid\",\"text\":\"größe\"}".getBytes(UTF_8);

    private final ManualClock clock = new ManualClock();
    private final Telling telling = new Telling(clock);
    private final InMemorySecretSource secrets = new InMemorySecretSource();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(clock);
    private ReceiverHandler handler;

    @BeforeEach
    void build() throws Exception {
        secrets.put("acme-secret", "first-secret");
        GatewayConfig config = new ConfigReader(Set.of("generic")).readJson("sallyport.json", payload("""
                {"server": {"maxBodyBytes": 1000},
                 "providers": {
                   "acme": {"scheme": "generic", "secrets": ["secretsmanager:acme-secret"]},
                   "other": {"scheme": "generic", "secrets": ["secretsmanager:other-secret"]}}}"""));
        ProviderRoster roster = ProviderRoster.of(
                config, new SecretResolver(Map.of(), Path.of("/"), secrets), SchemeCatalogue.builtIn());
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(TestGates.providers(config, roster, clock, telling.lines()))
                .store(store)
                .archive(archive)
                .queue(queue)
                .publisher(new InMemoryEventPublisher())
                .repairRuns(new InMemoryRepairRunStore())
                .telemetry(telling.metrics())
                .clock(clock)
                .random(() -> new Random(1))
                .build());
        ReceiverModule module = new ReceiverModule();
        handler = new ReceiverHandler(module.function(
                module.router(inbound, config, store, clock, telling.metrics()), config, telling.invocations()));
    }

    private static RawPayload payload(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }

    private String answer(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    private String signature(String secret) {
        return SignatureSigner.of(SchemeCatalogue.builtIn().find("generic"), List.of(SigningSecret.of(secret)))
                .sign(OutboundRequest.post("http://x/webhook", RawPayload.copyOf(BODY)), clock.instant(), "evt_1")
                .receivedAt(clock.instant())
                .headers()
                .first("X-Webhook-Signature");
    }

    private String restEvent(String path, String provider, String secret) {
        return """
                {"httpMethod":"POST","path":"%s",
                 "multiValueHeaders":{"x-provider-id":["%s"],"X-WEBHOOK-SIGNATURE":["%s"]},
                 "body":"%s","isBase64Encoded":true}""".formatted(
                        path, provider, signature(secret), Base64.getEncoder().encodeToString(BODY));
    }

    private String httpEvent(String secret) {
        return """
                {"version":"2.0","rawPath":"/webhook","rawQueryString":"",
                 "headers":{"x-provider-id":"acme","x-webhook-signature":"%s"},
                 "requestContext":{"stage":"$default","http":{"method":"POST","sourceIp":"203.0.113.7"}},
                 "body":"%s","isBase64Encoded":false}""".formatted(signature(secret), new String(BODY, UTF_8).replace("\"", "\\\""));
    }

    @Test
    void shouldTakeInAWebhookOfARestApi() throws IOException {
        String answer = answer(restEvent("/webhook", "acme", "first-secret"));

        WebhookRecord record = store.all().getFirst();
        assertThat(answer)
                .isEqualTo("{\"statusCode\":202,\"multiValueHeaders\":{\"Content-Type\":[\"application/json\"]},"
                        + "\"body\":\"{\\\"message\\\":\\\"accepted\\\",\\\"webhook_id\\\":\\\"" + record.id()
                        + "\\\",\\\"duplicate\\\":false}\",\"isBase64Encoded\":false}");
        ArchivedWebhook archived = archive.contents().get(record.archiveKey());
        assertThat(archived.body().toByteArray()).as("the exact bytes").isEqualTo(BODY);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void shouldTakeInTheSameWebhookOverAnyDoorOnce() throws IOException {
        String first = answer(restEvent("/webhooks/acme", "acme", "first-secret"));
        String second = answer(httpEvent("first-secret"));

        assertThat(first).contains("\\\"duplicate\\\":false");
        assertThat(second)
                .startsWith("{\"statusCode\":202,\"headers\":{\"Content-Type\":\"application/json\"}")
                .contains("\\\"duplicate\\\":true");
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void shouldTurnBackWhatNobodySigned() throws IOException {
        String answer = answer(httpEvent("another-secret"));

        assertThat(answer).contains("\"statusCode\":401", "urn:sallyport:problem:invalid-signature");
        assertThat(store.all()).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(archive.contents()).isEmpty();
    }

    @Test
    void shouldTakeARotatedSecretWithoutARestart() throws IOException {
        answer(httpEvent("first-secret"));
        secrets.put("acme-secret", "second-secret");

        assertThat(answer(httpEvent("second-secret")))
                .as("secrets are read again after five minutes")
                .contains("\"statusCode\":401");
        clock.advance(Duration.ofMinutes(5));
        assertThat(answer(httpEvent("second-secret"))).contains("\"statusCode\":202");
        assertThat(answer(httpEvent("first-secret"))).contains("\"statusCode\":401");
    }

    @Test
    void shouldServeTheOthersWhereOneProviderHasNoSecretYet() throws IOException {
        String notReady = answer(restEvent("/webhook", "other", "any"));
        String again = answer(restEvent("/webhook", "other", "any"));

        assertThat(notReady).contains("\"statusCode\":503", "\"Retry-After\":[\"5\"]");
        assertThat(again).contains("\"statusCode\":503");
        assertThat(answer(restEvent("/webhook", "acme", "first-secret"))).contains("\"statusCode\":202");
        assertThat(telling.written().stream().filter(line -> line.contains("provider-not-ready")))
                .as("looked for once within ten seconds")
                .singleElement()
                .asString()
                .contains(
                        "sallyport.json#/providers/other/secrets/0: the secret manager has no value for other-secret");
        clock.advance(Duration.ofSeconds(10));
        secrets.put("other-secret", "any");
        assertThat(answer(restEvent("/webhook", "other", "any"))).contains("\"statusCode\":202");
    }

    @Test
    void shouldAnswerStrangersAndTooLargeBodies() throws IOException {
        assertThat(answer(restEvent("/webhook", "nobody", "x"))).contains("\"statusCode\":404", "unknown-provider");
        assertThat(answer(restEvent("/elsewhere", "acme", "x"))).contains("\"statusCode\":404", "no-such-path");
        assertThat(answer("{\"httpMethod\":\"POST\",\"path\":\"/webhook\",\"body\":\"" + "x".repeat(1001) + "\"}"))
                .contains("\"statusCode\":413");
    }

    @Test
    void shouldTellWhetherTheStoreAnswers() throws IOException {
        assertThat(answer("{\"httpMethod\":\"GET\",\"path\":\"/health\"}"))
                .contains("\"statusCode\":200", "{\\\"status\\\":\\\"ready\\\"}");
    }

    @Test
    void shouldCountEachInvocationInOneLineWithoutAPayload() throws IOException {
        answer(httpEvent("first-secret"));

        assertThat(telling.written()).hasSize(1);
        assertThat(telling.written().getFirst())
                .startsWith(
                        "{\"_aws\":{\"Timestamp\":1772366400000,\"CloudWatchMetrics\":[{\"Namespace\":\"Sallyport\","
                                + "\"Dimensions\":[[\"Environment\",\"Provider\"]],\"Metrics\":["
                                + "{\"Name\":\"Received\",\"Unit\":\"Count\"},{\"Name\":\"Accepted\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"AnswerTime\",\"Unit\":\"Milliseconds\"}]}]},"
                                + "\"Environment\":\"test\",\"Provider\":\"acme\",\"request_id\":\"request-1\","
                                + "\"Received\":1,\"Accepted\":1,\"AnswerTime\":[")
                .doesNotContain("evt_1", "größe", "secret", signature("first-secret"));
    }
}
