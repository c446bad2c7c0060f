package dev.sallyport.local.gateway;

import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.signature.key.FailedFetches;
import dev.sallyport.hosting.calls.ProviderCalls;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway may be given beside what it needs.
 *
 * @param handler the application's own work on each webhook, before it is forwarded and published; null for none
 * @param deliveries is told what happens to events and deliveries, beside the metrics that the gateway itself keeps
 * @param calls reaches providers; null for HTTPS to where they are
 */
public record GatewayExtras(
        @Nullable WebhookHandler handler,
        DeliveryTelemetry deliveries,
        @Nullable ProviderCalls calls) {

    /** Nothing. */
    public static final GatewayExtras NONE = new GatewayExtras(null, DeliveryTelemetry.NONE);

    /** Reaches providers over HTTPS. */
    public GatewayExtras(@Nullable WebhookHandler handler, DeliveryTelemetry deliveries) {
        this(handler, deliveries, null);
    }

    /** Returns what reaches providers. */
    ProviderCalls callsBy(InstantSource clock, FailedFetches failures) {
        ProviderCalls given = calls;
        return given == null ? ProviderCalls.overHttps(clock, failures) : given;
    }

    /** Returns the handler followed by another piece of work; either may be null. */
    @Nullable
    WebhookHandler handlerThen(@Nullable WebhookHandler next) {
        WebhookHandler own = handler;
        if (own == null || next == null) {
            return own == null ? next : own;
        }
        return (webhook, payloads) -> {
            own.handle(webhook, payloads);
            next.handle(webhook, payloads);
        };
    }
}
