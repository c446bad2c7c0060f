package dev.sallyport.hosting.telemetry;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.Telemetry;
import java.time.Duration;
import java.util.List;

/** Tells several observers. */
public final class EveryTelemetry implements Telemetry {

    private final List<Telemetry> observers;

    private EveryTelemetry(List<Telemetry> observers) {
        this.observers = List.copyOf(observers);
    }

    /** Tells the observers given, in that order. */
    public static Telemetry of(Telemetry... observers) {
        return new EveryTelemetry(List.of(observers));
    }

    @Override
    public void received(ProviderId provider) {
        observers.forEach(observer -> observer.received(provider));
    }

    @Override
    public void accepted(ProviderId provider, WebhookId id) {
        observers.forEach(observer -> observer.accepted(provider, id));
    }

    @Override
    public void duplicate(ProviderId provider, WebhookId id) {
        observers.forEach(observer -> observer.duplicate(provider, id));
    }

    @Override
    public void refused(ProviderId provider, String code) {
        observers.forEach(observer -> observer.refused(provider, code));
    }

    @Override
    public void answered(ProviderId provider) {
        observers.forEach(observer -> observer.answered(provider));
    }

    @Override
    public void unavailable(ProviderId provider, String code) {
        observers.forEach(observer -> observer.unavailable(provider, code));
    }

    @Override
    public void keyNotFetched(String host, String reason) {
        observers.forEach(observer -> observer.keyNotFetched(host, reason));
    }

    @Override
    public void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {
        observers.forEach(observer -> observer.processed(provider, id, sinceReceived));
    }

    @Override
    public void marked(ProviderId provider, WebhookId id, OrderMark mark) {
        observers.forEach(observer -> observer.marked(provider, id, mark));
    }

    @Override
    public void failed(ProviderId provider, WebhookId id, String code, Duration delay) {
        observers.forEach(observer -> observer.failed(provider, id, code, delay));
    }

    @Override
    public void dead(ProviderId provider, WebhookId id, String code) {
        observers.forEach(observer -> observer.dead(provider, id, code));
    }

    @Override
    public void redriven(ProviderId provider, WebhookId id) {
        observers.forEach(observer -> observer.redriven(provider, id));
    }
}
