package dev.sallyport.local.telemetry;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.local.store.ArchiveEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts what happens and shows it to Prometheus. The counters add up as {@link Telemetry} says they do. Safe for any
 * number of threads.
 */
public final class GatewayMetrics implements Telemetry {

    /** The content type of {@link #scrape()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Enough to see a percentile; the registry's own choice of buckets is some 270 lines for each provider. */
    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.001S",
                    "PT0.0025S",
                    "PT0.005S",
                    "PT0.01S",
                    "PT0.025S",
                    "PT0.05S",
                    "PT0.1S",
                    "PT0.25S",
                    "PT0.5S",
                    "PT1S",
                    "PT2.5S",
                    "PT5S",
                    "PT10S",
                    "PT30S",
                    "PT1M",
                    "PT5M",
                    "PT10M")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile LongSupplier watchedCommits = () -> 0;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<ProviderId, Timer> requests = new ConcurrentHashMap<>();
    private final Map<ProviderId, Timer> processing = new ConcurrentHashMap<>();

    @Override
    public void received(ProviderId provider) {
        count("received", provider, "");
    }

    @Override
    public void accepted(ProviderId provider, WebhookId id) {
        count("accepted", provider, "");
    }

    @Override
    public void duplicate(ProviderId provider, WebhookId id) {
        count("duplicates", provider, "");
    }

    @Override
    public void refused(ProviderId provider, String code) {
        count("rejected", provider, code);
    }

    @Override
    public void answered(ProviderId provider) {
        count("handshakes", provider, "");
    }

    @Override
    public void unavailable(ProviderId provider, String code) {
        count("unavailable", provider, code);
    }

    @Override
    public void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {
        count("processed", provider, "");
        processing
                .computeIfAbsent(provider, timerOf("processing", "From arrival to publication"))
                .record(sinceReceived);
    }

    @Override
    public void marked(ProviderId provider, WebhookId id, OrderMark mark) {
        count("marked", provider, mark.code());
    }

    @Override
    public void failed(ProviderId provider, WebhookId id, String code, Duration delay) {
        count("retried", provider, code);
    }

    @Override
    public void dead(ProviderId provider, WebhookId id, String code) {
        count("dead", provider, code);
    }

    @Override
    public void redriven(ProviderId provider, WebhookId id) {
        count("redriven", provider, "");
    }

    /** Records how long the gate took to answer a request. */
    public void answeredIn(ProviderId provider, Duration duration) {
        requests.computeIfAbsent(provider, timerOf("request", "From the whole request to its answer"))
                .record(duration);
    }

    /** Shows the state of a provider's queue, asked anew at each scrape. */
    public void watch(ProviderId provider, QueueState state) {
        Gauge.builder("sallyport.queue.depth", state, QueueState::depth)
                .description("Webhooks that are neither processed nor dead")
                .tags(tags(provider))
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "sallyport.queue.oldest.seconds",
                        state,
                        queue -> queue.oldestAge().toMillis() / 1000.0)
                .description("The age of the oldest of them")
                .tags(tags(provider))
                .strongReference(true)
                .register(registry);
    }

    /** Returns what counts the work of archive policies. */
    public ArchiveEvents ofArchive() {
        return new ArchiveEvents() {

            @Override
            public void bundled(ProviderId provider, int webhooks, long bytes) {
                archive("bundles", provider).increment();
                archive("bundle.bytes", provider).increment((double) bytes);
                archive("bundled", provider).increment(webhooks);
            }

            @Override
            public void bodiesExpired(ProviderId provider, int webhooks) {
                archive("expired", provider).increment(webhooks);
            }

            @Override
            public void lettersExpired(ProviderId provider, int letters) {
                archive("letters.expired", provider).increment(letters);
            }
        };
    }

    private Counter archive(String what, ProviderId provider) {
        return Counter.builder("sallyport.archive." + what).tags(tags(provider)).register(registry);
    }

    /** Returns where all metrics of the process stand. */
    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Shows how many transactions the store has made durable, asked anew at each scrape. */
    public void watchCommits(LongSupplier commits) {
        watchedCommits = commits;
        // The registry holds what it asks by a weak reference.
        FunctionCounter.builder("sallyport.store.commits", this, metrics -> metrics.watchedCommits.getAsLong())
                .description("Transactions made durable, each by one sync of the disk")
                .register(registry);
    }

    /** Returns all metrics in the Prometheus text format. */
    public String scrape() {
        return registry.scrape();
    }

    private void count(String what, ProviderId provider, String code) {
        // A map of our own: the registry's look-up builds an identifier of the tags at each call.
        counters.computeIfAbsent(what + ' ' + provider + ' ' + code, key -> newCounter(what, provider, code))
                .increment();
    }

    private Counter newCounter(String what, ProviderId provider, String code) {
        Counter.Builder builder = Counter.builder("sallyport.webhooks." + what).tags(tags(provider));
        return code.isEmpty()
                ? builder.register(registry)
                : builder.tag("reason", code).register(registry);
    }

    private Function<ProviderId, Timer> timerOf(String what, String description) {
        return provider -> Timer.builder("sallyport.webhooks." + what + ".duration")
                .description(description)
                .tags(tags(provider))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static Iterable<Tag> tags(ProviderId provider) {
        return Tags.of("provider", provider.value());
    }

    /** How much of a provider's is waiting. */
    public interface QueueState {

        /** Returns how many webhooks are neither processed nor dead. */
        long depth();

        /** Returns how long ago the oldest of them arrived; zero if there is none. */
        Duration oldestAge();
    }
}
