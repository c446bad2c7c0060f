package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how an endpoint is delivered to. */
final class EndpointOptions {

    @Option(names = "--description", paramLabel = "TEXT", description = "What people call it.")
    private @Nullable String description;

    @Option(
            names = "--event-type",
            paramLabel = "PATTERN",
            split = ",",
            description = "What it subscribes to, such as invoice.paid or invoice.*; default everything.")
    private List<String> eventTypes = List.of();

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description =
                    "What bodies must match, as an EventBridge pattern: {\"amount\":[{\"numeric\":[\">\",100]}]}.")
    private @Nullable String filter;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header of every delivery.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--signature",
            paramLabel = "STYLE",
            split = ",",
            description = "standard-webhooks, stripe or both; default standard-webhooks.")
    private List<String> signatures = List.of();

    @Option(
            names = "--retry-delays",
            paramLabel = "DURATION",
            split = ",",
            description = "Waits between attempts, such as PT1S,PT10S,PT1M; default about 1, 2, 4, 8, 16 minutes.")
    private List<String> retryDelays = List.of();

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Of one attempt, PT1S to PT1M.")
    private @Nullable String timeout;

    @Option(names = "--per-second", paramLabel = "N", description = "How many attempts it takes per second.")
    private @Nullable Integer perSecond;

    @Option(names = "--max-in-flight", paramLabel = "N", description = "How many attempts at once; default 50.")
    private @Nullable Integer maxInFlight;

    @Option(names = "--ordered", description = "Deliveries of one ordering key wait for each other.")
    private boolean ordered;

    @Option(
            names = "--give-up-on-4xx",
            description = "A 3xx, or a 4xx that does not say to come again, ends a delivery.")
    private boolean giveUp;

    /** Writes what was given. */
    void write(JsonGenerator json) throws IOException {
        text(json, "description", description);
        list(json, "eventTypes", eventTypes);
        if (filter != null) {
            json.writeFieldName("payloadFilter");
            json.writeRawValue(filter);
        }
        if (!headers.isEmpty()) {
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
        }
        list(json, "signatures", signatures);
        if (!retryDelays.isEmpty()) {
            json.writeObjectFieldStart("retry");
            list(json, "delays", retryDelays);
            json.writeEndObject();
        }
        text(json, "timeout", timeout);
        if (perSecond != null) {
            json.writeObjectFieldStart("rateLimit");
            json.writeNumberField("attempts", perSecond);
            json.writeEndObject();
        }
        if (maxInFlight != null) {
            json.writeNumberField("maxInFlight", maxInFlight);
        }
        if (ordered) {
            json.writeBooleanField("ordered", true);
        }
        if (giveUp) {
            json.writeStringField("clientErrors", "give-up");
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void list(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }
}
