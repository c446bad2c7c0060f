package dev.sallyport.local.telemetry;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Counts what happens to events and deliveries, beside the metrics of webhooks. The counters add up as {@link
 * DeliveryTelemetry} says they do; neither tenants nor endpoints are among the tags, for there may be many. Safe for any
 * number of threads.
 */
public final class DeliveryMetrics implements DeliveryTelemetry {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final List<String> UNTAGGED = List.of(
            "sallyport.events.accepted",
            "sallyport.events.duplicates",
            "sallyport.events.unavailable",
            "sallyport.deliveries.delivered",
            "sallyport.deliveries.retried",
            "sallyport.deliveries.lost.attempts",
            "sallyport.deliveries.requeued",
            "sallyport.deliveries.woken");

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicLong pending = new AtomicLong();
    private final Timer attempts;
    private final Timer deliveries;

    /** Adds to the metrics of a gateway. */
    public DeliveryMetrics(GatewayMetrics metrics) {
        this.registry = metrics.registry();
        this.attempts = timer("sallyport.deliveries.attempt.duration", "From resolving to the end of the answer");
        this.deliveries = timer("sallyport.deliveries.delivery.duration", "From acceptance to delivery");
        gauge("sallyport.deliveries.pending", "Deliveries on their way, due or not", "", pending::get);
        // From the start, so that whoever scrapes can tell none from not known.
        UNTAGGED.forEach(name -> counter(name, "", ""));
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
    }

    /** Tells how many deliveries were on their way when the process started. */
    public void began(int alreadyPending) {
        pending.addAndGet(alreadyPending);
    }

    /** Shows how many deliveries are in hand, asked anew at each scrape. */
    public void watchInFlight(Count inFlight) {
        gauge("sallyport.deliveries.in.flight", "Deliveries in hand", "", inFlight);
    }

    /** Shows how many endpoints are in a state, asked anew at each scrape. */
    public void watchEndpoints(String state, Count endpoints) {
        gauge("sallyport.endpoints", "Endpoints by the state of their breaker, or disabled", state, endpoints);
    }

    private void gauge(String name, String description, String state, Count count) {
        ToDoubleFunction<Count> value = Count::now;
        Gauge.Builder<Count> gauge =
                Gauge.builder(name, count, value).description(description).strongReference(true);
        if (!state.isEmpty()) {
            gauge.tag("state", state);
        }
        gauge.register(registry);
    }

    @Override
    public void accepted(TenantId tenant, EventId event, int onTheirWay, int ended) {
        pending.addAndGet(onTheirWay);
        count("sallyport.events.accepted", "", "");
        counter("sallyport.deliveries.ended", "status", "at-once").increment(ended);
    }

    @Override
    public void repeated(TenantId tenant, EventId event) {
        count("sallyport.events.duplicates", "", "");
    }

    @Override
    public void refused(TenantId tenant, String code) {
        count("sallyport.events.rejected", "reason", code);
    }

    @Override
    public void unavailable(TenantId tenant) {
        count("sallyport.events.unavailable", "", "");
    }

    @Override
    public void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {
        attempts.record(duration);
        count("sallyport.deliveries.attempts", "outcome", result.outcomeCode());
    }

    @Override
    public void delivered(DeliveryId delivery, Duration sinceAccepted) {
        pending.decrementAndGet();
        deliveries.record(sinceAccepted);
        count("sallyport.deliveries.delivered", "", "");
    }

    @Override
    public void retrying(DeliveryId delivery, Duration delay) {
        count("sallyport.deliveries.retried", "", "");
    }

    @Override
    public void ended(DeliveryId delivery, DeliveryStatus status, String reason) {
        pending.decrementAndGet();
        count("sallyport.deliveries.ended", "status", status.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void attemptLost(DeliveryId delivery) {
        count("sallyport.deliveries.lost.attempts", "", "");
    }

    @Override
    public void held(DeliveryId delivery, Hold hold) {
        count("sallyport.deliveries.held", "reason", hold.code());
    }

    @Override
    public void requeued(DeliveryId delivery) {
        pending.incrementAndGet();
        count("sallyport.deliveries.requeued", "", "");
    }

    @Override
    public void woken(DeliveryId delivery) {
        count("sallyport.deliveries.woken", "", "");
    }

    @Override
    public void noticed(EndpointId endpoint, HealthNotice notice) {
        count("sallyport.endpoints.notices", "notice", notice.code());
    }

    private void count(String name, String tag, String value) {
        counter(name, tag, value).increment();
    }

    private Counter counter(String name, String tag, String value) {
        return counters.computeIfAbsent(name + ' ' + value, key -> {
            Counter.Builder builder = Counter.builder(name);
            return tag.isEmpty()
                    ? builder.register(registry)
                    : builder.tag(tag, value).register(registry);
        });
    }

    /** Counts something as it is now. */
    @FunctionalInterface
    public interface Count {

        /** Returns how many there are. */
        double now();
    }
}
