package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.OutboundRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Late events are marked, shown and counted; numbered ones wait for each other. */
class GatewayOrderingIT extends GatewayITBase {

    @Override
    String config(String server) {
        return """
                providers:
                  stripe:
                    scheme: stripe
                    secrets: [ "literal:whsec_new" ]
                    ordering: { by: provider, lateEvents: mark-stale }
                  telegram:
                    scheme: telegram
                    secrets: [ "literal:a-token" ]
                    ordering: { sequence: { longestWait: PT2S } }
                """;
    }

    private void stripe(long created) throws Exception {
        accept(signed(
                "stripe",
                "whsec_new",
                base + "/webhooks/stripe",
                "{\"id\":\"evt_%d\",\"type\":\"x\",\"created\":%d}".formatted(created, created)));
    }

    private void telegram(long number) throws Exception {
        OutboundRequest request =
                signed("telegram", "a-token", base + "/webhooks/telegram", "{\"update_id\":" + number + "}");
        accept(request);
    }

    private static List<Object> all(List<Map<String, Object>> published, String name) {
        return published.stream().map(event -> event.get(name)).toList();
    }

    @Test
    void shouldMarkShowAndCountWhatANewerVersionOvertook() throws Exception {
        stripe(200);
        awaitPublished(1);
        stripe(100);
        List<Map<String, Object>> published = awaitPublished(2);

        assertThat(all(published, "order_mark")).containsExactly("in-order", "stale");
        Object late = published.getLast().get("webhook_id");
        while (!"PROCESSED".equals(json(get("/internal/webhooks/" + late)).get("status"))) {
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
        assertThat(json(get("/internal/webhooks/" + late))).containsEntry("order_mark", "stale");
        String counted = "sallyport_webhooks_marked_total{provider=\"stripe\",reason=\"stale\"} 1.0";
        while (!get("/metrics").body().contains(counted)) {
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldRememberPositionsAcrossARestart() throws Exception {
        stripe(200);
        awaitPublished(1);
        gateway.stop(Duration.ofSeconds(10));
        start("");
        stripe(100);

        assertThat(all(awaitPublished(2), "order_mark")).containsExactly("in-order", "stale");
    }

    @Test
    void shouldPublishNumberedEventsInTheirOrderAndNameTheGap() throws Exception {
        telegram(1);
        awaitPublished(1);
        telegram(3);
        telegram(2);
        List<Map<String, Object>> inTurn = awaitPublished(3);
        telegram(9);
        List<Map<String, Object>> afterGap = awaitPublished(4);

        assertThat(all(inTurn, "order_mark")).containsOnly("in-order");
        assertThat(inTurn.get(1).get("webhook_id")).isNotEqualTo(afterGap.get(2).get("webhook_id"));
        assertThat(afterGap.getLast().get("order_mark")).isEqualTo("after-gap");
    }
}
