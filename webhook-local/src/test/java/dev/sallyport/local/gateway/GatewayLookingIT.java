package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.OutboundRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayLookingIT extends GatewayITBase {

    @Test
    void shouldShowRecordsPageByPageNewestFirst() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(accept(acme("{\"n\":" + i + "}")));
        }
        awaitStatus("PROCESSED", 5);
        String processed = "/internal/webhooks?provider=acme&status=processed";

        List<Object> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Map<String, Object> page = json(get(processed + "&limit=2&cursor=" + cursor));
            list(page, "webhooks").forEach(record -> seen.add(record.get("webhook_id")));
            cursor = (String) page.get("next_cursor");
        }
        assertThat(seen).containsExactlyElementsOf(ids.reversed());
        assertThat(list(json(get("/internal/webhooks?status=DEAD")), "webhooks"))
                .isEmpty();
        assertThat(list(json(get("/internal/webhooks?from=2100-01-01T00:00:00Z")), "webhooks"))
                .isEmpty();
        Map<String, Object> record = json(get("/internal/webhooks/" + ids.getFirst()));
        assertThat(record)
                .containsEntry("provider", "acme")
                .containsEntry("status", "PROCESSED")
                .containsEntry("ordering_key", "acme")
                .containsEntry("failures", List.of());
    }

    @Test
    void shouldReadTheLogOfPublicationsFromAnyPlace() throws Exception {
        for (int i = 0; i < 3; i++) {
            accept(acme("{\"n\":" + i + "}"));
        }
        awaitPublished(3);

        Map<String, Object> page = json(get("/internal/published?after=1&limit=1"));
        assertThat(list(page, "published"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("sequence")).hasToString("2"));
        assertThat(page.get("next_after")).hasToString("2");
    }

    @Test
    void shouldSayWhatIsWrongWithAQuery() throws Exception {
        for (String query : Stream.of(
                        "webhooks?status=done",
                        "webhooks?provider=A",
                        "webhooks?from=yesterday",
                        "webhooks?limit=0",
                        "webhooks?stauts=DEAD",
                        "webhooks?limit=1&limit=2",
                        "webhooks?cursor=made-up",
                        "published?after=-1",
                        "published?limit=many")
                .toList()) {
            HttpResponse<String> response = get("/internal/" + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(response.body()).as(query).contains("urn:sallyport:problem:bad-parameter");
        }
        assertThat(get("/internal/webhooks/nonsense").statusCode()).isEqualTo(404);
        assertThat(get("/internal/webhooks/wh_" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(get("/internal/webhooks/wh_" + "0".repeat(32) + "/payload").statusCode())
                .isEqualTo(404);
        assertThat(get("/internal/webhooks/nonsense/payload").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldCountForPrometheusAndNeverForStrangers() throws Exception {
        OutboundRequest good = acme("{\"n\":1}");
        send(good);
        send(good);
        send(good.withHeader("X-Webhook-Signature", "00".repeat(32)));
        send(good.withUrl(base + "/webhooks/made-up"));

        String metrics = get("/metrics").body();

        assertThat(metrics.lines())
                .contains(
                        "sallyport_webhooks_received_total{provider=\"acme\"} 3.0",
                        "sallyport_webhooks_accepted_total{provider=\"acme\"} 1.0",
                        "sallyport_webhooks_duplicates_total{provider=\"acme\"} 1.0",
                        "sallyport_webhooks_rejected_total{provider=\"acme\",reason=\"invalid-signature\"} 1.0",
                        "sallyport_webhooks_request_duration_seconds_count{provider=\"acme\"} 3");
        assertThat(metrics).contains("sallyport_queue_depth{provider=\"acme\"}").doesNotContain("made-up");
        assertThat(get("/metrics", "X-Forwarded-For", "203.0.113.1").statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldTellThatItIsReady() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"ready\"}");
    }
}
