package dev.sallyport.hosting.telemetry;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import java.time.Duration;
import java.util.logging.Level;

/**
 * Writes what happens to events and deliveries as log lines: identifiers and stable codes, never a payload, a URL, an
 * answer or a secret.
 */
public final class DeliveryLog implements DeliveryTelemetry {

    private final JsonLines lines;

    /** Writes to the lines given. */
    public DeliveryLog(JsonLines lines) {
        this.lines = lines;
    }

    @Override
    public void accepted(TenantId tenant, EventId event, int pending, int ended) {
        lines.write(
                Level.FINE,
                "event-accepted",
                "tenant",
                tenant.value(),
                "event_id",
                event.value(),
                "deliveries",
                Integer.toString(pending));
    }

    @Override
    public void refused(TenantId tenant, String code) {
        lines.write(Level.INFO, "event-refused", "tenant", tenant.value(), "reason", code);
    }

    @Override
    public void unavailable(TenantId tenant) {
        lines.write(Level.WARNING, "event-unavailable", "tenant", tenant.value());
    }

    @Override
    public void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {
        lines.write(
                Level.FINE,
                "attempted",
                "delivery_id",
                delivery.toString(),
                "outcome",
                result.outcomeCode(),
                "millis",
                Long.toString(duration.toMillis()));
    }

    @Override
    public void retrying(DeliveryId delivery, Duration delay) {
        lines.write(Level.INFO, "retrying", "delivery_id", delivery.toString(), "retry_in", delay.toString());
    }

    @Override
    public void ended(DeliveryId delivery, DeliveryStatus status, String reason) {
        Level level = status.isMissed() ? Level.WARNING : Level.FINE;
        lines.write(
                level, "delivery-ended", "delivery_id", delivery.toString(), "status", status.name(), "reason", reason);
    }

    @Override
    public void attemptLost(DeliveryId delivery) {
        lines.write(Level.WARNING, "attempt-lost", "delivery_id", delivery.toString());
    }

    @Override
    public void requeued(DeliveryId delivery) {
        lines.write(Level.INFO, "requeued", "delivery_id", delivery.toString());
    }

    @Override
    public void noticed(EndpointId endpoint, HealthNotice notice) {
        Level level = notice == HealthNotice.RECOVERED ? Level.INFO : Level.WARNING;
        lines.write(level, "endpoint-health", "endpoint_id", endpoint.value(), "notice", notice.code());
    }
}
