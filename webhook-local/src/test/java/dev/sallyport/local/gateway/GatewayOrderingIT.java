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
                  patient:
                    scheme: telegram
                    secrets: [ "literal:a-token" ]
                    ordering: { sequence: { longestWait: PT5M } }
                  hasty:
                    scheme: telegram
                    secrets: [ "literal:a-token" ]
                    ordering: { sequence: { longestWait: PT1S } }
                """;
    }

    private void stripe(long created) throws Exception {
        accept(signed(
                "stripe",
                "whsec_new",
                base + "/webhooks/stripe",
                "{\"id\":\"evt_%d\",\"type\":\"x\",\"created\":%d}".formatted(created, created)));
    }

    private String telegram(String provider, long number) throws Exception {
        OutboundRequest request =
                signed("telegram", "a-token", base + "/webhooks/" + provider, "{\"update_id\":" + number + "}");
        return accept(request);
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
        assertThat(awaitStatusOf(late, "PROCESSED")).containsEntry("order_mark", "stale");
        awaitMetrics("sallyport_webhooks_marked_total{provider=\"stripe\",reason=\"stale\"} 1.0");
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
    void shouldPublishNumberedEventsInTheirOrder() throws Exception {
        String first = telegram("patient", 1);
        awaitPublished(1);
        String third = telegram("patient", 3);
        String second = telegram("patient", 2);
        List<Map<String, Object>> published = awaitPublished(3);

        assertThat(all(published, "webhook_id")).containsExactly(first, second, third);
        assertThat(all(published, "order_mark")).containsOnly("in-order");
    }

    @Test
    void shouldNameAGapThatNobodyFilledInTime() throws Exception {
        telegram("hasty", 1);
        awaitPublished(1);
        telegram("hasty", 9);

        assertThat(all(awaitPublished(2), "order_mark")).containsExactly("in-order", "after-gap");
    }
}
