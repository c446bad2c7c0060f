package dev.sallyport.lambda;

import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.lambda.telemetry.EmbeddedDeliveryMetrics;
import dev.sallyport.lambda.telemetry.EmbeddedMetrics;
import dev.sallyport.lambda.telemetry.Invocations;
import dev.sallyport.lambda.telemetry.MetricLines;
import dev.sallyport.lambda.telemetry.Traces;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;

/** What a function tells, caught in memory. */
public final class Telling {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final Traces traces = new Traces();
    private final JsonLines lines;
    private final EmbeddedMetrics metrics;
    private final EmbeddedDeliveryMetrics deliveryMetrics;

    public Telling(InstantSource clock) {
        lines = new JsonLines(out, Level.INFO, clock);
        MetricLines metricLines = new MetricLines(out, "test", clock);
        metrics = new EmbeddedMetrics(metricLines);
        deliveryMetrics = new EmbeddedDeliveryMetrics(metricLines);
    }

    public Invocations invocations() {
        return new Invocations(traces, lines, List.of(metrics, deliveryMetrics));
    }

    public Traces traces() {
        return traces;
    }

    public JsonLines lines() {
        return lines;
    }

    public EmbeddedMetrics metrics() {
        return metrics;
    }

    public EmbeddedDeliveryMetrics deliveryMetrics() {
        return deliveryMetrics;
    }

    public PrintWriter out() {
        return out;
    }

    /** Returns the lines written so far. */
    public List<String> written() {
        return text.toString().lines().toList();
    }
}
