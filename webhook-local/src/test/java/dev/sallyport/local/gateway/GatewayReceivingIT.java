package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayReceivingIT extends GatewayITBase {

    @Test
    void shouldAcceptKeepAndPublishWhatIsSignedInOrder() throws Exception {
        String first = accept(acme("{\"n\":1}"));
        String second = accept(acme("{\"n\":2}"));
        String third = accept(signed(
                "stripe",
                "whsec_old",
                base + "/webhooks/stripe",
                "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"data\":{\"customer\":\"c1\"}}"));

        List<Map<String, Object>> published = awaitPublished(3);
        assertThat(published.stream().filter(event -> event.get("provider").equals("acme")))
                .extracting(event -> event.get("webhook_id"))
                .containsExactly(first, second);
        assertThat(published)
                .filteredOn(event -> event.get("webhook_id").equals(third))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("provider", "stripe")
                        .containsEntry("event_type", "charge.succeeded")
                        .containsEntry("ordering_key", "stripe/c1")
                        .containsKeys("sequence", "published_at"));
        HttpResponse<byte[]> payload = client.send(
                HttpRequest.newBuilder(URI.create(base + "/internal/webhooks/" + second + "/payload"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(payload.body()).isEqualTo("{\"n\":2}".getBytes(UTF_8));
        assertThat(payload.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(payload.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void shouldAnswerARepetitionWithTheSameId() throws Exception {
        OutboundRequest request = acme("{\"n\":1}");
        HttpResponse<String> first = send(request);
        HttpResponse<String> again = send(request);

        String id = (String) json(first).get("webhook_id");
        assertThat(first.body())
                .isEqualTo("{\"message\":\"accepted\",\"webhook_id\":\"" + id + "\",\"duplicate\":false}");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body())
                .isEqualTo("{\"message\":\"accepted\",\"webhook_id\":\"" + id + "\",\"duplicate\":true}");
        assertThat(awaitPublished(1)).hasSize(1);
    }

    @Test
    void shouldTakeTheProviderFromAHeaderAtTheOnePath() throws Exception {
        OutboundRequest request = signed("generic", "acme-secret", base + "/webhook", "{}");

        assertThat(send(request.withHeader("X-Provider-ID", "acme")).statusCode())
                .isEqualTo(202);
        assertThat(send(request).body()).contains("urn:sallyport:problem:missing-header");
        assertThat(send(request).statusCode()).isEqualTo(400);
        assertThat(send(OutboundRequest.post(base + "/webhook", request.body()).withHeader("X-Provider-ID", "acme"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldLeaveNoTraceOfWhatItRefuses() throws Exception {
        OutboundRequest good = acme("{\"n\":1}");

        HttpResponse<String> forged = send(good.withBody(RawPayload.copyOf("{\"n\":2}".getBytes(UTF_8))));
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(forged.body()).contains("urn:sallyport:problem:invalid-signature");
        assertThat(send(OutboundRequest.post(base + "/webhooks/acme", good.body()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(good.withHeader("X-Webhook-Signature", "zz")).statusCode())
                .isEqualTo(400);
        assertThat(send(good.withUrl(base + "/webhooks/other")).statusCode()).isEqualTo(404);
        assertThat(send(good.withUrl(base + "/webhooks/NOT%20WELL")).statusCode())
                .isEqualTo(404);
        assertThat(send(acme("x".repeat(10_001))).statusCode()).isEqualTo(413);
        assertThat(get("/webhooks/acme").statusCode()).isEqualTo(400);
        assertThat(get("/webhook/acme").statusCode()).isEqualTo(404);

        assertThat(list(json(get("/internal/webhooks")), "webhooks")).isEmpty();
        assertThat(get("/internal/published").body()).isEqualTo("{\"published\":[],\"next_after\":0}");
    }
}
