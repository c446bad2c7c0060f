package dev.sallyport.local.gateway;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.telemetry.GatewayMetrics;
import dev.sallyport.local.telemetry.GatewayMetrics.QueueState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/** Shows the metrics to Prometheus; how much is waiting is read once per scrape, for all providers together. */
final class MetricsRoute {

    private final GatewayMetrics metrics;
    private final LocalStore store;
    private final InstantSource clock;
    private volatile Waiting waiting = new Waiting(Map.of(), Map.of(), Instant.EPOCH);

    MetricsRoute(GatewayMetrics metrics, LocalStore store, Collection<ProviderId> providers, InstantSource clock) {
        this.metrics = metrics;
        this.store = store;
        this.clock = clock;
        providers.forEach(provider -> metrics.watch(provider, new StateOf(provider)));
        metrics.watchCommits(store::commits);
    }

    void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/metrics", guard.guard((request, path) -> scrape()));
    }

    private Response scrape() {
        waiting = new Waiting(store.counts(), store.oldestPending(), clock.instant());
        return new Response(
                200,
                Headers.of("Content-Type", GatewayMetrics.CONTENT_TYPE),
                RawPayload.adopt(metrics.scrape().getBytes(StandardCharsets.UTF_8)));
    }

    private record Waiting(
            Map<ProviderId, Map<WebhookStatus, Long>> counts, Map<ProviderId, Instant> oldest, Instant at) {}

    /** A provider's part of what was read last. */
    private final class StateOf implements QueueState {

        private final ProviderId provider;

        StateOf(ProviderId provider) {
            this.provider = provider;
        }

        @Override
        public long depth() {
            Map<WebhookStatus, Long> counts = waiting.counts().getOrDefault(provider, Map.of());
            return counts.getOrDefault(WebhookStatus.RECEIVED, 0L) + counts.getOrDefault(WebhookStatus.FAILED, 0L);
        }

        @Override
        public Duration oldestAge() {
            Waiting read = waiting;
            Instant oldest = read.oldest().get(provider);
            Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, read.at());
            return age.isNegative() ? Duration.ZERO : age;
        }
    }
}
