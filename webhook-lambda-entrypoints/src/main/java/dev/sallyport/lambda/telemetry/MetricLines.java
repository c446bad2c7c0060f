package dev.sallyport.lambda.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Writes counts as log lines from which CloudWatch makes metrics: no call of an API stands in the way of an answer, and
 * none fails. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 *     metric format</a>
 */
public final class MetricLines {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAMESPACE = "Sallyport";

    private final PrintWriter out;
    private final String environment;
    private final InstantSource clock;

    /**
     * Writes to a writer, line by line.
     *
     * @param environment the value of the dimension that tells installations apart
     */
    public MetricLines(PrintWriter out, String environment, InstantSource clock) {
        this.out = out;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Writes one line for each group.
     *
     * @param dimension the name of the dimension whose values the groups are; empty if there is none beside the
     *     environment
     */
    void write(String requestId, String dimension, Map<String, MetricCounts.Group> groups) {
        groups.forEach((value, group) -> out.println(lineOf(requestId, dimension, value, group)));
        out.flush();
    }

    private String lineOf(String requestId, String dimension, String value, MetricCounts.Group group) {
        StringWriter line = new StringWriter(400);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            writeDirective(json, dimension, group);
            json.writeStringField("Environment", environment);
            if (!dimension.isEmpty()) {
                json.writeStringField(dimension, value);
            }
            json.writeStringField("request_id", requestId);
            for (Map.Entry<String, Long> count : group.counts().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            for (Map.Entry<String, List<Long>> times : group.millis().entrySet()) {
                json.writeArrayFieldStart(times.getKey());
                for (long time : times.getValue()) {
                    json.writeNumber(time);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return line.toString();
    }

    private void writeDirective(JsonGenerator json, String dimension, MetricCounts.Group group) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.millis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString("Environment");
        if (!dimension.isEmpty()) {
            json.writeString(dimension);
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (String count : group.counts().keySet()) {
            writeMetric(json, count, "Count");
        }
        for (String time : group.millis().keySet()) {
            writeMetric(json, time, "Milliseconds");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeMetric(JsonGenerator json, String name, String unit) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeStringField("Unit", unit);
        json.writeEndObject();
    }
}
