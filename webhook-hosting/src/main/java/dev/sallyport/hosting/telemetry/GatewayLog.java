package dev.sallyport.hosting.telemetry;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.Telemetry;
import java.time.Duration;
import java.util.logging.Level;

/**
 * Writes what happens as log lines: identifiers and stable codes, never a payload or a secret. What is the rule is
 * logged at {@code FINE}, what an operator should look at above it.
 */
public final class GatewayLog implements Telemetry {

    private final JsonLines lines;

    /** Writes to the lines given. */
    public GatewayLog(JsonLines lines) {
        this.lines = lines;
    }

    @Override
    public void accepted(ProviderId provider, WebhookId id) {
        lines.write(Level.FINE, "accepted", "provider", provider.value(), "webhook_id", id.value());
    }

    @Override
    public void duplicate(ProviderId provider, WebhookId id) {
        lines.write(Level.FINE, "duplicate", "provider", provider.value(), "webhook_id", id.value());
    }

    @Override
    public void refused(ProviderId provider, String code) {
        lines.write(Level.INFO, "refused", "provider", provider.value(), "reason", code);
    }

    @Override
    public void unavailable(ProviderId provider, String code) {
        lines.write(Level.WARNING, "unavailable", "provider", provider.value(), "reason", code);
    }

    @Override
    public void keyNotFetched(String host, String reason) {
        lines.write(Level.WARNING, "key-not-fetched", "host", host, "reason", reason);
    }

    @Override
    public void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {
        lines.write(
                Level.FINE,
                "processed",
                "provider",
                provider.value(),
                "webhook_id",
                id.value(),
                "millis",
                Long.toString(sinceReceived.toMillis()));
    }

    @Override
    public void marked(ProviderId provider, WebhookId id, OrderMark mark) {
        lines.write(Level.INFO, "marked", "provider", provider.value(), "webhook_id", id.value(), "mark", mark.code());
    }

    @Override
    public void failed(ProviderId provider, WebhookId id, String code, Duration delay) {
        lines.write(
                Level.INFO,
                "failed",
                "provider",
                provider.value(),
                "webhook_id",
                id.value(),
                "reason",
                code,
                "retry_in",
                delay.toString());
    }

    @Override
    public void dead(ProviderId provider, WebhookId id, String code) {
        lines.write(Level.WARNING, "dead", "provider", provider.value(), "webhook_id", id.value(), "reason", code);
    }

    @Override
    public void redriven(ProviderId provider, WebhookId id) {
        lines.write(Level.INFO, "redriven", "provider", provider.value(), "webhook_id", id.value());
    }
}
