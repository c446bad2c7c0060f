package dev.sallyport.lambda.telemetry;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.lambda.Telling;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

    private final Telling telling = new Telling(new ManualClock());
    private final EmbeddedMetrics metrics = telling.metrics();

    @Test
    void shouldCountEverythingThatItIsToldOf() {
        metrics.received(ACME);
        metrics.accepted(ACME, id("a"));
        metrics.duplicate(ACME, id("a"));
        metrics.refused(ACME, "invalid-signature");
        metrics.answered(ACME);
        metrics.unavailable(ACME, "unavailable");
        metrics.processed(ACME, id("a"), Duration.ofMillis(1500));
        metrics.processed(ACME, id("b"), Duration.ofSeconds(2));
        metrics.marked(ACME, id("a"), OrderMark.STALE);
        metrics.failed(ACME, id("a"), "code", Duration.ofSeconds(1));
        metrics.dead(ACME, id("a"), "code");
        metrics.redriven(ACME, id("a"));

        metrics.tell("r-1");

        assertThat(telling.written())
                .singleElement()
                .asString()
                .contains("{\"Name\":\"ProcessedAfter\",\"Unit\":\"Milliseconds\"}")
                .endsWith("\"Environment\":\"test\",\"Provider\":\"acme\",\"request_id\":\"r-1\",\"Received\":1,"
                        + "\"Accepted\":1,\"Duplicate\":1,\"Refused\":1,\"Answered\":1,\"Unavailable\":1,"
                        + "\"Processed\":2,\"Marked\":1,\"Failed\":1,\"Dead\":1,\"Redriven\":1,"
                        + "\"ProcessedAfter\":[1500,2000]}");
    }

    @Test
    void shouldWriteALineForEachProviderAndBeginAnew() {
        metrics.received(new ProviderId("b"));
        metrics.received(new ProviderId("a"));

        metrics.tell("r-1");
        metrics.tell("r-2");

        assertThat(telling.written()).hasSize(2);
        assertThat(telling.written().get(0)).contains("\"Provider\":\"a\"");
        assertThat(telling.written().get(1)).contains("\"Provider\":\"b\"");
    }

    @Test
    void shouldKeepNoMoreTimesThanAMetricMayHave() {
        for (int i = 0; i < 101; i++) {
            metrics.processed(ACME, id("a"), Duration.ofMillis(i));
        }

        metrics.tell("r-1");

        assertThat(telling.written())
                .singleElement()
                .asString()
                .contains("\"Processed\":101")
                .contains(",98,99]")
                .doesNotContain("100]");
    }
}
