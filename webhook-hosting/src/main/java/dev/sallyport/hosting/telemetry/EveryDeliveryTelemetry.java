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
import java.util.List;

/** Tells several observers of deliveries. */
public final class EveryDeliveryTelemetry implements DeliveryTelemetry {

    private final List<DeliveryTelemetry> observers;

    private EveryDeliveryTelemetry(List<DeliveryTelemetry> observers) {
        this.observers = List.copyOf(observers);
    }

    /** Tells the observers given, in that order. */
    public static DeliveryTelemetry of(DeliveryTelemetry... observers) {
        return new EveryDeliveryTelemetry(List.of(observers));
    }

    @Override
    public void accepted(TenantId tenant, EventId event, int pending, int ended) {
        observers.forEach(observer -> observer.accepted(tenant, event, pending, ended));
    }

    @Override
    public void repeated(TenantId tenant, EventId event) {
        observers.forEach(observer -> observer.repeated(tenant, event));
    }

    @Override
    public void refused(TenantId tenant, String code) {
        observers.forEach(observer -> observer.refused(tenant, code));
    }

    @Override
    public void unavailable(TenantId tenant) {
        observers.forEach(observer -> observer.unavailable(tenant));
    }

    @Override
    public void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {
        observers.forEach(observer -> observer.attempted(delivery, result, duration));
    }

    @Override
    public void delivered(DeliveryId delivery, Duration sinceAccepted) {
        observers.forEach(observer -> observer.delivered(delivery, sinceAccepted));
    }

    @Override
    public void retrying(DeliveryId delivery, Duration delay) {
        observers.forEach(observer -> observer.retrying(delivery, delay));
    }

    @Override
    public void ended(DeliveryId delivery, DeliveryStatus status, String reason) {
        observers.forEach(observer -> observer.ended(delivery, status, reason));
    }

    @Override
    public void attemptLost(DeliveryId delivery) {
        observers.forEach(observer -> observer.attemptLost(delivery));
    }

    @Override
    public void held(DeliveryId delivery, Hold hold) {
        observers.forEach(observer -> observer.held(delivery, hold));
    }

    @Override
    public void requeued(DeliveryId delivery) {
        observers.forEach(observer -> observer.requeued(delivery));
    }

    @Override
    public void woken(DeliveryId delivery) {
        observers.forEach(observer -> observer.woken(delivery));
    }

    @Override
    public void noticed(EndpointId endpoint, HealthNotice notice) {
        observers.forEach(observer -> observer.noticed(endpoint, notice));
    }
}
