package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.WebhookRecord;
import java.io.IOException;
import java.time.Instant;

/** A record as JSON, for people and tools that look at dead letters. */
public final class RecordJson {

    private RecordJson() {}

    /** Writes a record; it is not read back. */
    public static String write(WebhookRecord record) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", record.id().value());
            json.writeStringField("provider", record.provider().value());
            json.writeStringField("providerEventId", record.providerEventId());
            json.writeStringField("eventType", record.eventType().value());
            json.writeStringField("orderingKey", record.orderingKey().value());
            json.writeStringField("status", record.status().name());
            json.writeStringField(
                    "deathReason",
                    record.deathReason() == null ? null : record.deathReason().code());
            write(json, "receivedAt", record.receivedAt());
            write(json, "queuedAt", record.queuedAt());
            write(json, "attemptsSince", record.attemptsSince());
            json.writeStringField("archiveKey", record.archiveKey().value());
            json.writeStringField("bodySha256", record.bodySha256().toHex());
            json.writeNumberField("bodySize", record.bodySize());
            json.writeFieldName("failures");
            FailuresJson.write(json, record.failures());
            json.writeNumberField("revision", record.revision());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String field, Instant instant) throws IOException {
        json.writeStringField(field, instant.toString());
    }
}
