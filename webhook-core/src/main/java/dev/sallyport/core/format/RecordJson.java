package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as JSON, for dead letters, for messages of queues, and for moving records from one store to another. */
public final class RecordJson {

    private RecordJson() {}

    /** Writes a record with all its fields. */
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
            json.writeStringField("receivedAt", record.receivedAt().toString());
            json.writeStringField("queuedAt", record.queuedAt().toString());
            json.writeStringField("attemptsSince", record.attemptsSince().toString());
            json.writeStringField("archiveKey", record.archiveKey().value());
            json.writeStringField("bodySha256", record.bodySha256().toHex());
            json.writeNumberField("bodySize", record.bodySize());
            json.writeFieldName("failures");
            FailuresJson.write(json, record.failures());
            writeWhatIsRare(json, record);
            json.writeNumberField("revision", record.revision());
            json.writeEndObject();
        });
    }

    private static void writeWhatIsRare(JsonGenerator json, WebhookRecord record) throws IOException {
        writeIfThere(json, "notBefore", record.notBefore());
        writeIfThere(json, "processedAt", record.processedAt());
        Long position = record.position();
        if (position != null) {
            json.writeNumberField("position", position);
        }
        if (record.orderMark() != OrderMark.IN_ORDER) {
            json.writeStringField("orderMark", record.orderMark().code());
        }
    }

    private static void writeIfThere(JsonGenerator json, String field, @Nullable Instant instant) throws IOException {
        if (instant != null) {
            json.writeStringField(field, instant.toString());
        }
    }

    /**
     * Reads a record. Fields that older versions did not write count as absent, unknown ones are passed over.
     *
     * @throws IOException if the text is not such a record
     */
    public static WebhookRecord read(String text) throws IOException {
        try {
            return JsonText.read(text, RecordJson::read);
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
            throw new IOException("not a webhook's record", e);
        }
    }

    private static WebhookRecord read(JsonParser json) throws IOException {
        WebhookRecord.Builder record = WebhookRecord.builder();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                read(json, field, record);
            }
        }
        return record.build();
    }

    private static void read(JsonParser json, String field, WebhookRecord.Builder record) throws IOException {
        switch (field) {
            case "id" -> record.id(new WebhookId(json.getText()));
            case "provider" -> record.provider(new ProviderId(json.getText()));
            case "providerEventId" -> record.providerEventId(json.getText());
            case "eventType" -> record.eventType(new EventType(json.getText()));
            case "orderingKey" -> record.orderingKey(new OrderingKey(json.getText()));
            case "status" -> record.status(WebhookStatus.valueOf(json.getText()));
            case "deathReason" -> record.deathReason(DeathReason.ofCode(json.getText()));
            case "receivedAt" -> record.receivedAt(Instant.parse(json.getText()));
            case "queuedAt" -> record.queuedAt(Instant.parse(json.getText()));
            case "attemptsSince" -> record.attemptsSince(Instant.parse(json.getText()));
            case "archiveKey" -> record.archiveKey(new ArchiveKey(json.getText()));
            case "bodySha256" -> record.bodySha256(Sha256.ofHex(json.getText()));
            case "bodySize" -> record.bodySize(json.getIntValue());
            case "failures" -> record.failures(FailuresJson.readArray(json));
            case "notBefore" -> record.notBefore(Instant.parse(json.getText()));
            case "processedAt" -> record.processedAt(Instant.parse(json.getText()));
            case "position" -> record.position(json.getLongValue());
            case "orderMark" -> record.orderMark(OrderMark.ofCode(json.getText()));
            case "revision" -> record.revision(json.getLongValue());
            default -> json.skipChildren();
        }
    }
}
