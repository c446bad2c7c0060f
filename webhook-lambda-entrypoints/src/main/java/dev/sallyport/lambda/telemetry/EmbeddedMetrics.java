package dev.sallyport.lambda.telemetry;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.Telemetry;
import java.time.Duration;

/**
 * Counts webhooks by provider. Why something was refused or failed is told by log lines: codes as a dimension would be
 * one more metric each, and every metric costs.
 */
public final class EmbeddedMetrics implements Telemetry, InvocationMetrics {

    private static final String DIMENSION = "Provider";

    private final MetricLines lines;
    private final MetricCounts counts = new MetricCounts();

    /** Tells in the lines given. */
    public EmbeddedMetrics(MetricLines lines) {
        this.lines = lines;
    }

    @Override
    public void received(ProviderId provider) {
        counts.count(provider.value(), "Received");
    }

    @Override
    public void accepted(ProviderId provider, WebhookId id) {
        counts.count(provider.value(), "Accepted");
    }

    @Override
    public void duplicate(ProviderId provider, WebhookId id) {
        counts.count(provider.value(), "Duplicate");
    }

    @Override
    public void refused(ProviderId provider, String code) {
        counts.count(provider.value(), "Refused");
    }

    @Override
    public void answered(ProviderId provider) {
        counts.count(provider.value(), "Answered");
    }

    @Override
    public void unavailable(ProviderId provider, String code) {
        counts.count(provider.value(), "Unavailable");
    }

    @Override
    public void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {
        counts.count(provider.value(), "Processed");
        counts.time(provider.value(), "ProcessedAfter", sinceReceived.toMillis());
    }

    @Override
    public void marked(ProviderId provider, WebhookId id, OrderMark mark) {
        counts.count(provider.value(), "Marked");
    }

    @Override
    public void failed(ProviderId provider, WebhookId id, String code, Duration delay) {
        counts.count(provider.value(), "Failed");
    }

    @Override
    public void dead(ProviderId provider, WebhookId id, String code) {
        counts.count(provider.value(), "Dead");
    }

    @Override
    public void redriven(ProviderId provider, WebhookId id) {
        counts.count(provider.value(), "Redriven");
    }

    /** Takes down how long an answer to a configured provider took. */
    public void answeredIn(ProviderId provider, Duration time) {
        counts.time(provider.value(), "AnswerTime", time.toMillis());
    }

    @Override
    public void tell(String requestId) {
        lines.write(requestId, DIMENSION, counts.take());
    }
}
