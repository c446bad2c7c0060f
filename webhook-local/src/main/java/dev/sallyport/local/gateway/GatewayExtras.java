package dev.sallyport.local.gateway;

import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway may be given beside what it needs.
 *
 * @param handler the application's own work on each webhook, before it is forwarded and published; null for none
 * @param deliveries is told what happens to events and deliveries, beside the metrics that the gateway itself keeps
 */
public record GatewayExtras(@Nullable WebhookHandler handler, DeliveryTelemetry deliveries) {

    /** Nothing. */
    public static final GatewayExtras NONE = new GatewayExtras(null, DeliveryTelemetry.NONE);

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
