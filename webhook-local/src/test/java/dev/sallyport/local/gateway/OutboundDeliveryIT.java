package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.local.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundDeliveryIT extends OutboundGatewayITBase {

    private static boolean verifies(String scheme, String secret, Receiver.Received request) {
        return SignatureVerifier.of(
                                Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme)),
                                List.of(SigningSecret.of(secret)))
                        .verify(new WebhookRequest(
                                "POST", "http://localhost/hook", request.headers(), request.body(), Instant.now()))
                instanceof VerificationResult.Verified;
    }

    @Test
    void shouldDeliverWhatWasPostedSignedInBothStyles() throws Exception {
        String secret = (String) endpointAt(
                        receiver,
                        ",\"signatures\":[\"standard-webhooks\",\"stripe\"],\"headers\":{\"X-Team\":\"billing\"}")
                .get("secret");

        String event = post("{\"type\":\"invoice.paid\", \"amount\" : 1.50}");
        Receiver.Received request = receiver.received.take();

        assertThat(new String(request.body().toByteArray(), UTF_8))
                .isEqualTo("{\"type\":\"invoice.paid\", \"amount\" : 1.50}");
        assertThat(request.header("webhook-id")).isEqualTo(event);
        assertThat(request.header("X-Team")).isEqualTo("billing");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(verifies("standard-webhooks", secret, request)).isTrue();
        assertThat(verifies("stripe", secret, request)).isTrue();
        assertThat(verifies("stripe", secret + "x", request)).isFalse();
        awaitStatus(event, "DELIVERED");
    }

    @Test
    void shouldRetryAsTheScheduleSaysUnderTheSameId() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        receiver.answer(() -> calls.incrementAndGet() < 3 ? 503 : 204);
        endpointAt(receiver, "");

        String event = post("{}");
        awaitStatus(event, "DELIVERED");

        assertThat(receiver.received)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("webhook-id")).isEqualTo(event));
        assertThat(attemptsAt(event))
                .extracting(attempt -> attempt.get("attempt") + " " + attempt.get("status"))
                .containsExactly("1 503", "2 503", "3 204");
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptAndDeliverOnceRequeued() throws Exception {
        receiver.answer(() -> 500);
        endpointAt(receiver, "");
        String event = post("{}");
        awaitStatus(event, "FAILED");
        assertThat(attemptsAt(event)).hasSize(3);

        receiver.answer(() -> 200);
        assertThat(call("POST", "/internal/deliveries/requeue", null, "{\"batchSize\":10,\"maxMessages\":100}")
                        .body())
                .isEqualTo("{\"requeued\":1,\"failed\":0}");
        awaitStatus(event, "DELIVERED");
        assertThat(attemptsAt(event)).hasSize(4);
    }

    @Test
    void shouldDisableAnEndpointThatIsGone() throws Exception {
        receiver.answer(() -> 410);
        String path = "/endpoints/" + endpointAt(receiver, "").get("endpoint_id");

        awaitStatus(post("{\"n\":1}"), "FAILED");
        // The attempt is recorded a moment before the endpoint is.
        Eventually.see(() -> ask("GET", path, null), endpoint -> Boolean.FALSE.equals(endpoint.get("enabled")));
        String second = post("{\"n\":2}");

        assertThat(list(awaitStatus(second, "FAILED"), "deliveries"))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery)
                        .containsEntry("status", "DISABLED")
                        .containsEntry("reason", "endpoint-gone"));
        assertThat(receiver.received).hasSize(1);
    }

    @Test
    void shouldKeepPendingDeliveriesOverARestart() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        receiver.answer(() -> calls.incrementAndGet() == 1 ? 503 : 200);
        endpointAt(receiver, ",\"retry\":{\"delays\":[\"PT3S\"]}");
        String event = post("{}");
        receiver.received.take();

        gateway.stop(Duration.ofSeconds(10));
        start("");

        awaitStatus(event, "DELIVERED");
        assertThat(attemptsAt(event))
                .extracting(attempt -> attempt.get("attempt"))
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldDeliverToTheHealthyWhileOthersHang() throws Exception {
        try (Receiver hanging = new Receiver()) {
            hanging.hang();
            String hangs =
                    (String) endpointAt(hanging, ",\"eventTypes\":[\"slow\"],\"maxInFlight\":2,\"timeout\":\"PT30S\"")
                            .get("endpoint_id");
            endpointAt(receiver, ",\"eventTypes\":[\"fast\"]");
            for (int i = 0; i < 20; i++) {
                post("{\"type\":\"slow\",\"n\":" + i + "}");
            }
            hanging.received.take();
            hanging.received.take();
            for (int i = 0; i < 20; i++) {
                awaitStatus(post("{\"type\":\"fast\",\"n\":" + i + "}"), "DELIVERED");
            }

            // Two are in flight, as many as the endpoint takes; the others wait without an attempt.
            assertThat(hanging.received).isEmpty();
            assertThat(list(ask("GET", "/deliveries?status=PENDING&endpoint=" + hangs, null), "deliveries"))
                    .hasSize(20);
        }
    }

    @Test
    void shouldRefuseTargetsAlikeWhenSavedAndPinged() throws Exception {
        HttpResponse<String> refused = call("POST", "/endpoints", key, "{\"url\":\"http://169.254.169.254:8080/\"}");
        assertThat(refused.statusCode()).isEqualTo(422);

        String path = "/endpoints/" + endpointAt(receiver, "").get("endpoint_id");
        assertThat(ask("POST", path + "/ping", null))
                .containsEntry("delivered", true)
                .containsEntry("status", 200L);
        assertThat(receiver.received.take().header("webhook-id")).startsWith("evt_");
    }

    @Test
    void shouldCountDeliveriesForPrometheus() throws Exception {
        endpointAt(receiver, "");
        awaitStatus(post("{}"), "DELIVERED");

        awaitMetrics(
                "sallyport_events_accepted_total 1.0",
                "sallyport_deliveries_delivered_total 1.0",
                "sallyport_deliveries_attempts_total{outcome=\"2xx\"} 1.0",
                "sallyport_deliveries_pending 0.0",
                "sallyport_endpoints{state=\"closed\"} 1.0");
    }

    @Test
    void shouldForwardAWebhookOnceInTheFormThatTheRuleSays() throws Exception {
        endpointAt(receiver, "");

        String plain = accept(acme("{\"kind\":\"wanted\", \"n\":1}"));
        assertThat(new String(receiver.received.take().body().toByteArray(), UTF_8))
                .isEqualTo("{\"kind\":\"wanted\", \"n\":1}");
        accept(acme("{\"kind\":\"other\"}"));
        String wrapped = accept(acme("{\"kind\":\"wrapped\", \"n\":2}"));
        assertThat(new String(receiver.received.take().body().toByteArray(), UTF_8))
                .startsWith("{\"webhook_id\":\"" + wrapped + "\",\"provider\":\"acme\",\"type\":\"unknown\"")
                .endsWith("\"data\":{\"kind\":\"wrapped\", \"n\":2}}");

        awaitPublished(3);
        Map<String, Object> listed = ask("GET", "/deliveries", null);
        assertThat(list(listed, "deliveries")).hasSize(2);
        assertThat(accept(acme("{\"kind\":\"wanted\", \"n\":1}"))).isEqualTo(plain);
        assertThat(list(ask("GET", "/deliveries", null), "deliveries")).hasSize(2);
    }
}
