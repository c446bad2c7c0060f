package dev.sallyport.aws.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.aws.Emulated;
import dev.sallyport.aws.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Against a server that notes what it is asked for, and knows a bus already when it is made again. */
class EventBridgeBusCreationIT {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    EventBridgeBusCreationIT() throws IOException {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldMakeTheBusItsRulesAndTheirTargetsThoughItExists() {
        EventBridgeClient client =
                Emulated.client(EventBridgeClient.builder(), server.getAddress().getPort());
        Map<String, String> targets = Map.of("FanOutHandler", "arn:aws:lambda:us-east-1:000000000000:function:fan-out");

        EventBridgeBusCreation.create(client, Resources.described().bus(), "the-bus", targets);
        EventBridgeBusCreation.create(client, Resources.described().bus(), "the-bus", Map.of());

        assertThat(asked)
                .containsExactly(
                        "AWSEvents.CreateEventBus {\"Name\":\"the-bus\"}",
                        "AWSEvents.PutRule {\"Name\":\"fan-out\",\"EventPattern\":\"{\\\"source\\\":"
                                + "[\\\"webhook.processor\\\"],\\\"detail-type\\\":[\\\"Webhook Processed\\\"]}\","
                                + "\"EventBusName\":\"the-bus\"}",
                        "AWSEvents.PutTargets {\"Rule\":\"fan-out\",\"EventBusName\":\"the-bus\",\"Targets\":"
                                + "[{\"Id\":\"FanOutHandler\",\"Arn\":"
                                + "\"arn:aws:lambda:us-east-1:000000000000:function:fan-out\"}]}",
                        asked.get(0),
                        asked.get(1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known = asked.contains(request) && request.contains("CreateEventBus");
            asked.add(request);
            byte[] body = (known ? "{\"__type\":\"ResourceAlreadyExistsException\",\"message\":\"it exists\"}" : "{}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
