package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.telemetry.DeliveryLog;
import dev.sallyport.hosting.telemetry.EveryDeliveryTelemetry;
import dev.sallyport.hosting.telemetry.EveryTelemetry;
import dev.sallyport.hosting.telemetry.GatewayLog;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.lambda.telemetry.EmbeddedDeliveryMetrics;
import dev.sallyport.lambda.telemetry.EmbeddedMetrics;
import dev.sallyport.lambda.telemetry.Invocations;
import dev.sallyport.lambda.telemetry.MetricLines;
import dev.sallyport.lambda.telemetry.Traces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;

/** Log lines, counts and traces. */
@Module
public final class TelemetryModule {

    @Provides
    @Singleton
    JsonLines lines(Environment environment, Output output, InstantSource clock) {
        return new JsonLines(output.writer(), levelOf(environment.text("SALLYPORT_LOG_LEVEL", "INFO")), clock);
    }

    private static Level levelOf(String name) {
        try {
            return Level.parse(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "SALLYPORT_LOG_LEVEL must be FINE, INFO, WARNING or SEVERE, not " + name, e);
        }
    }

    @Provides
    @Singleton
    MetricLines metricLines(Environment environment, Output output, InstantSource clock) {
        return new MetricLines(output.writer(), environment.text("SALLYPORT_ENVIRONMENT", "default"), clock);
    }

    @Provides
    @Singleton
    Traces traces() {
        return new Traces();
    }

    @Provides
    @Singleton
    EmbeddedMetrics metrics(MetricLines lines) {
        return new EmbeddedMetrics(lines);
    }

    @Provides
    @Singleton
    EmbeddedDeliveryMetrics deliveryMetrics(MetricLines lines) {
        return new EmbeddedDeliveryMetrics(lines);
    }

    @Provides
    @Singleton
    Invocations invocations(
            Traces traces, JsonLines lines, EmbeddedMetrics metrics, EmbeddedDeliveryMetrics deliveryMetrics) {
        return new Invocations(traces, lines, List.of(metrics, deliveryMetrics));
    }

    @Provides
    @Singleton
    Telemetry telemetry(EmbeddedMetrics metrics, JsonLines lines) {
        return EveryTelemetry.of(metrics, new GatewayLog(lines));
    }

    @Provides
    @Singleton
    DeliveryTelemetry deliveryTelemetry(EmbeddedDeliveryMetrics metrics, JsonLines lines) {
        return EveryDeliveryTelemetry.of(metrics, new DeliveryLog(lines));
    }
}
