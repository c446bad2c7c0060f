package dev.sallyport.lambda.telemetry;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import java.time.Duration;

/** Counts events and deliveries of the whole installation: tenants and endpoints have no bound, and metrics need one. */
public final class EmbeddedDeliveryMetrics implements DeliveryTelemetry, InvocationMetrics {

    private static final String ALL = "";

    private final MetricLines lines;
    private final MetricCounts counts = new MetricCounts();

    /** Tells in the lines given. */
    public EmbeddedDeliveryMetrics(MetricLines lines) {
        this.lines = lines;
    }

    @Override
    public void accepted(TenantId tenant, EventId event, int pending, int ended) {
        counts.count(ALL, "EventsAccepted");
        counts.add(ALL, "DeliveriesPending", pending);
        counts.add(ALL, "DeliveriesSkipped", ended);
    }

    @Override
    public void repeated(TenantId tenant, EventId event) {
        counts.count(ALL, "EventsRepeated");
    }

    @Override
    public void refused(TenantId tenant, String code) {
        counts.count(ALL, "EventsRefused");
    }

    @Override
    public void unavailable(TenantId tenant) {
        counts.count(ALL, "EventsUnavailable");
    }

    @Override
    public void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {
        counts.count(ALL, "Attempts");
        counts.time(ALL, "AttemptTime", duration.toMillis());
    }

    @Override
    public void delivered(DeliveryId delivery, Duration sinceAccepted) {
        counts.count(ALL, "Delivered");
        counts.time(ALL, "DeliveredAfter", sinceAccepted.toMillis());
    }

    @Override
    public void retrying(DeliveryId delivery, Duration delay) {
        counts.count(ALL, "DeliveriesRetried");
    }

    @Override
    public void ended(DeliveryId delivery, DeliveryStatus status, String reason) {
        counts.count(ALL, "DeliveriesEnded");
    }

    @Override
    public void attemptLost(DeliveryId delivery) {
        counts.count(ALL, "AttemptsLost");
    }

    @Override
    public void held(DeliveryId delivery, Hold hold) {
        counts.count(ALL, "DeliveriesHeld");
    }

    @Override
    public void requeued(DeliveryId delivery) {
        counts.count(ALL, "DeliveriesRequeued");
    }

    @Override
    public void woken(DeliveryId delivery) {
        counts.count(ALL, "DeliveriesWoken");
    }

    @Override
    public void noticed(EndpointId endpoint, HealthNotice notice) {
        counts.count(ALL, "EndpointNotices");
    }

    @Override
    public void tell(String requestId) {
        lines.write(requestId, "", counts.take());
    }
}
