package dev.sallyport.lambda.operate;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.OutboundFixture;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorApiHandlerTest {

    private static final String OPERATOR = "arn:aws:iam::123456789012:role/operators";

    private final OutboundFixture world = new OutboundFixture();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryRepairRunStore runs = new InMemoryRepairRunStore();
    private OperatorApiHandler handler;

    @BeforeEach
    void build() throws Exception {
        GatewayConfig config = new ConfigReader(Set.of())
                .readJson("sallyport.json", RawPayload.adopt("{\"providers\":{}}".getBytes(UTF_8)));
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(store)
                .archive(new InMemoryPayloadArchive())
                .queue(new InMemoryProcessingQueue(world.clock))
                .publisher(new InMemoryEventPublisher())
                .repairRuns(runs)
                .clock(world.clock)
                .random(() -> new Random(1))
                .build());
        OperatorApiModule module = new OperatorApiModule();
        handler = new OperatorApiHandler(module.function(
                module.router(inbound, world.outbound, List::of, world.clock),
                config,
                world.telling.invocations(),
                world.telling.lines()));
    }

    private String answer(String method, String path, String principal, String body) throws IOException {
        String event = """
                {"httpMethod":"%s","path":"%s","headers":{"Content-Type":"application/json"},
                 "requestContext":{"identity":{"sourceIp":"203.0.113.7","userArn":%s}},"body":"%s"}""".formatted(
                        method, path, principal == null ? "null" : '"' + principal + '"', body.replace("\"", "\\\""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    @Test
    void shouldShowWebhooksToWhomIamLetThrough() throws IOException {
        store.create(aRecord("a"));

        assertThat(answer("GET", "/internal/webhooks/" + id("a"), OPERATOR, ""))
                .contains("\"statusCode\":200", id("a").value());
        assertThat(world.telling.written())
                .singleElement()
                .asString()
                .contains(
                        "\"event\":\"operator-request\",\"principal\":\"" + OPERATOR + "\",\"method\":\"GET\",\"path\":"
                                + "\"/internal/webhooks/" + id("a") + "\",\"status\":\"200\"");
    }

    @Test
    void shouldRefuseWhoeverIamDoesNotKnow() throws IOException {
        store.create(aRecord("a"));

        assertThat(answer("GET", "/internal/webhooks/" + id("a"), null, ""))
                .contains("\"statusCode\":403", "urn:sallyport:problem:not-signed")
                .doesNotContain(id("a").value());
    }

    @Test
    void shouldBeginARunWithoutCounts() throws IOException {
        assertThat(answer("POST", "/internal/redrive", OPERATOR, "{\"status\":\"DEAD\"}"))
                .contains("\"statusCode\":202", "\\\"expected\\\":null");
        assertThat(runs.running()).hasSize(1);
    }

    @Test
    void shouldLookAfterTenants() throws IOException {
        assertThat(answer("GET", "/internal/tenants", OPERATOR, "")).contains("\"statusCode\":200", "The shop");
        assertThat(answer("GET", "/internal/handed-over-secrets", OPERATOR, "")).contains("\"statusCode\":200");
    }

    @Test
    void shouldHaveNoPathThatNeedsAnApiKey() throws IOException {
        assertThat(answer("GET", "/endpoints", OPERATOR, "")).contains("\"statusCode\":404", "no-such-path");
        assertThat(answer("GET", "/internal/published", OPERATOR, "")).contains("\"statusCode\":404", "no-such-path");
    }
}
