package dev.sallyport.emulation.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of a {@code PutEvents} request. Immutable. */
final class Entry {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String DEFAULT_BUS = "default";
    private static final int BYTES_OF_A_TIME = 14;

    private final JsonNode entry;

    Entry(JsonNode entry) {
        this.entry = entry;
    }

    /** Returns the name of the bus, which may have been given as an ARN. */
    String bus() {
        return BusNames.ofNameOrArn(entry.path("EventBusName").asText(DEFAULT_BUS));
    }

    /** Returns the size by which the service counts an entry. */
    long size() {
        long size = entry.hasNonNull("Time") ? BYTES_OF_A_TIME : 0;
        for (String name : new String[] {"Source", "DetailType", "Detail"}) {
            size += text(name).getBytes(UTF_8).length;
        }
        for (JsonNode resource : entry.path("Resources")) {
            size += resource.asText().getBytes(UTF_8).length;
        }
        return size;
    }

    /** Returns why this entry alone is refused; null if it is not. */
    @Nullable
    Refusal refusal() {
        for (String name : new String[] {"Source", "DetailType", "Detail"}) {
            if (text(name).isEmpty()) {
                return new Refusal(
                        "InvalidArgument",
                        "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
            }
        }
        if (text("Source").startsWith("aws.")) {
            return new Refusal("NotAuthorizedForSource", "Not authorized for the source.");
        }
        return detail() == null ? new Refusal("MalformedDetail", "Detail is malformed.") : null;
    }

    private @Nullable JsonNode detail() {
        try {
            JsonNode detail = JSON.readTree(text("Detail"));
            return detail.isObject() ? detail : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the event as targets get it; the entry is not refused. */
    ObjectNode envelope(UUID id, String account, String region, Instant now) {
        Instant time = entry.hasNonNull("Time")
                ? Instant.ofEpochMilli(Math.round(entry.get("Time").asDouble() * 1_000))
                : now;
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("version", "0");
        envelope.put("id", id.toString());
        envelope.put("detail-type", text("DetailType"));
        envelope.put("source", text("Source"));
        envelope.put("account", account);
        envelope.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        envelope.put("region", region);
        envelope.set(
                "resources",
                JSON.createArrayNode()
                        .addAll(entry.path("Resources").valueStream().toList()));
        envelope.set("detail", detail());
        return envelope;
    }

    private String text(String name) {
        return entry.path(name).asText("");
    }

    /** Why an entry is refused. */
    record Refusal(String code, String message) {}
}
