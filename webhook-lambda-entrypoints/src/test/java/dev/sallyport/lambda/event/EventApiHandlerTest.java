package dev.sallyport.lambda.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.OutboundFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventApiHandlerTest {

    private final OutboundFixture world = new OutboundFixture();
    private EventApiHandler handler;

    @BeforeEach
    void build() throws Exception {
        GatewayConfig config = new ConfigReader(Set.of())
                .readJson("sallyport.json", RawPayload.adopt("{\"providers\":{}}".getBytes(UTF_8)));
        EventApiModule module = new EventApiModule();
        handler = new EventApiHandler(
                module.function(module.router(world.outbound, config), config, world.telling.invocations()));
    }

    private String answer(String method, String path, String key, String body) throws IOException {
        String event = """
                {"version":"2.0","rawPath":"%s","headers":{"authorization":"Bearer %s","content-type":"application/json"},
                 "requestContext":{"stage":"$default","http":{"method":"%s"}},"body":"%s","isBase64Encoded":false}""".formatted(path, key, method, body.replace("\"", "\\\""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    @Test
    void shouldAcceptAnEventOfATenant() throws IOException {
        world.endpoint("hooks.example.com");

        assertThat(answer("POST", "/events", world.apiKey(), "{\"type\":\"invoice.paid\",\"data\":{\"total\":1}}"))
                .contains("\"statusCode\":201");
        assertThat(world.telling.written())
                .singleElement()
                .asString()
                .contains("\"Dimensions\":[[\"Environment\"]]", "\"EventsAccepted\":1,\"DeliveriesPending\":1")
                .doesNotContain("invoice", "total", "shop");
    }

    @Test
    void shouldLetNobodyInWithoutAKey() throws IOException {
        assertThat(answer("POST", "/events", "spk_none", "{}")).contains("\"statusCode\":401");
        assertThat(answer("GET", "/endpoints", "spk_none", "")).contains("\"statusCode\":401");
    }

    @Test
    void shouldHaveNoPathForOperators() throws IOException {
        for (String path : new String[] {"/internal/webhooks", "/internal/tenants", "/internal/deliveries"}) {
            assertThat(answer("GET", path, world.apiKey(), "")).contains("\"statusCode\":404", "no-such-path");
        }
        assertThat(answer("POST", "/internal/deliveries/requeue", world.apiKey(), "{}"))
                .contains("\"statusCode\":404", "no-such-path");
    }
}
