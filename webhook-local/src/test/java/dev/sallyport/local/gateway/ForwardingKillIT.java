package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.local.store.ChildJvm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills between the steps of forwarding: whichever it is, the webhook is processed, and is one event, delivered. */
class ForwardingKillIT extends OutboundGatewayITBase {

    @ParameterizedTest
    @EnumSource
    void shouldMakeOneEventOfAWebhookAndDeliverIt(HaltingGateway.Step step) throws Exception {
        endpointAt(receiver, "");
        gateway.stop(Duration.ofSeconds(10));
        try (ChildJvm child = ChildJvm.start(
                HaltingGateway.class,
                directory.resolve("data").toString(),
                directory.resolve("s.yaml").toString(),
                step.name())) {
            String port = Objects.requireNonNull(child.nextLine(), "the port");
            sendToBeForwarded("http://127.0.0.1:" + port);
            assertThat(child.endsWithin(Duration.ofMinutes(2))).isTrue();
            assertThat(child.exitStatus()).isEqualTo(HaltingGateway.STATUS);
        }

        start("");

        String webhook = (String) awaitPublished(1).getFirst().get("webhook_id");
        awaitStatusOf(webhook, "PROCESSED");
        List<Map<String, Object>> deliveries = list(ask("GET", "/deliveries", null), "deliveries");
        assertThat(deliveries).hasSize(1);
        String event = (String) deliveries.getFirst().get("event_id");
        awaitStatus(event, "DELIVERED");
        assertThat(receiver.received)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(2)
                .allSatisfy(request -> assertThat(request.header("webhook-id")).isEqualTo(event));
        assertThat(list(json(get("/internal/published")), "published")).hasSize(1);
    }

    /** The process may end before it answers: then nothing was promised, and what was kept counts all the same. */
    private void sendToBeForwarded(String gateway) throws Exception {
        OutboundRequest request =
                signed("generic", "acme-secret", gateway + "/webhooks/acme", "{\"kind\":\"wanted\", \"n\":1}");
        HttpResponse<String> response;
        try {
            response = send(request);
        } catch (IOException e) {
            return;
        }
        assertThat(response.statusCode()).isEqualTo(202);
    }
}
