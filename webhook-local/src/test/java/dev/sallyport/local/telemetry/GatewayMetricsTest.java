package dev.sallyport.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final WebhookId ID = WebhookId.ofEvent(ACME, "1");

    private final GatewayMetrics metrics = new GatewayMetrics();

    @Test
    void shouldCountByProviderAndReason() {
        metrics.received(ACME);
        metrics.received(ACME);
        metrics.accepted(ACME, ID);
        metrics.refused(ACME, "expired");

        assertThat(metrics.scrape().lines())
                .contains(
                        "sallyport_webhooks_received_total{provider=\"acme\"} 2.0",
                        "sallyport_webhooks_accepted_total{provider=\"acme\"} 1.0",
                        "sallyport_webhooks_rejected_total{provider=\"acme\",reason=\"expired\"} 1.0");
    }

    @Test
    void shouldShowHowLongThingsTook() {
        metrics.processed(ACME, ID, Duration.ofMillis(20));
        metrics.answeredIn(ACME, Duration.ofMillis(3));

        assertThat(metrics.scrape().lines())
                .contains(
                        "sallyport_webhooks_processing_duration_seconds_count{provider=\"acme\"} 1",
                        "sallyport_webhooks_processing_duration_seconds_sum{provider=\"acme\"} 0.02",
                        "sallyport_webhooks_request_duration_seconds_count{provider=\"acme\"} 1");
    }

    @Test
    void shouldCountWhatArchivePoliciesHaveDone() {
        metrics.ofArchive().bundled(ACME, 40, 9_000);
        metrics.ofArchive().bundled(ACME, 2, 500);
        metrics.ofArchive().bodiesExpired(ACME, 7);
        metrics.ofArchive().lettersExpired(ACME, 1);

        assertThat(metrics.scrape().lines())
                .contains(
                        "sallyport_archive_bundles_total{provider=\"acme\"} 2.0",
                        "sallyport_archive_bundled_total{provider=\"acme\"} 42.0",
                        "sallyport_archive_bundle_bytes_total{provider=\"acme\"} 9500.0",
                        "sallyport_archive_expired_total{provider=\"acme\"} 7.0",
                        "sallyport_archive_letters_expired_total{provider=\"acme\"} 1.0");
    }

    @Test
    void shouldAskForTheStateOfAQueueAtEachScrape() {
        long[] depth = {3};
        GatewayMetrics.QueueState state = new GatewayMetrics.QueueState() {
            @Override
            public long depth() {
                return depth[0];
            }

            @Override
            public Duration oldestAge() {
                return Duration.ofMillis(1_500);
            }
        };
        metrics.watch(ACME, state);
        assertThat(metrics.scrape().lines())
                .contains(
                        "sallyport_queue_depth{provider=\"acme\"} 3.0",
                        "sallyport_queue_oldest_seconds{provider=\"acme\"} 1.5");

        depth[0] = 7;
        assertThat(metrics.scrape().lines()).contains("sallyport_queue_depth{provider=\"acme\"} 7.0");
    }
}
