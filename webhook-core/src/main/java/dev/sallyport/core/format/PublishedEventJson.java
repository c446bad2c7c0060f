package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The detail of a published event, on which subscribers' rules match: {@code webhook_id, provider, event_type,
 * timestamp, s3_key, processed_at, status, ordering_key, attempt, order_mark, replay}; {@code timestamp} is the instant
 * of arrival.
 */
public final class PublishedEventJson {

    private PublishedEventJson() {}

    /** Writes an event. */
    public static String write(PublishedEvent event) {
        return write(event, null);
    }

    /**
     * Writes an event, with the trace that it belongs to.
     *
     * @param trace a trace header, written as {@code trace_header}; null to write none
     */
    public static String write(PublishedEvent event, @Nullable String trace) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("webhook_id", event.webhookId().value());
            json.writeStringField("provider", event.provider().value());
            json.writeStringField("event_type", event.eventType().value());
            json.writeStringField("timestamp", event.receivedAt().toString());
            json.writeStringField("s3_key", event.archiveKey().value());
            json.writeStringField("processed_at", event.processedAt().toString());
            json.writeStringField("status", WebhookStatus.PROCESSED.name());
            json.writeStringField("ordering_key", event.orderingKey().value());
            json.writeNumberField("attempt", event.attempt());
            json.writeStringField("order_mark", event.orderMark().code());
            json.writeBooleanField("replay", event.replay());
            if (trace != null) {
                json.writeStringField("trace_header", trace);
            }
            json.writeEndObject();
        });
    }

    /**
     * Reads an event.
     *
     * @throws IOException if the text is not such an event
     */
    public static PublishedEvent read(String text) throws IOException {
        try {
            return JsonText.read(text, PublishedEventJson::read);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static PublishedEvent read(JsonParser json) throws IOException {
        String webhookId = "";
        String provider = "";
        String eventType = "";
        String receivedAt = "";
        String archiveKey = "";
        String processedAt = "";
        String orderingKey = "";
        int attempt = 0;
        String orderMark = "";
        boolean replay = false;
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "webhook_id" -> webhookId = json.getText();
                case "provider" -> provider = json.getText();
                case "event_type" -> eventType = json.getText();
                case "timestamp" -> receivedAt = json.getText();
                case "s3_key" -> archiveKey = json.getText();
                case "processed_at" -> processedAt = json.getText();
                case "ordering_key" -> orderingKey = json.getText();
                case "attempt" -> attempt = json.getIntValue();
                case "order_mark" -> orderMark = json.getText();
                case "replay" -> replay = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new PublishedEvent(
                new WebhookId(webhookId),
                new ProviderId(provider),
                new EventType(eventType),
                new OrderingKey(orderingKey),
                Instant.parse(receivedAt),
                new ArchiveKey(archiveKey),
                Instant.parse(processedAt),
                attempt,
                OrderMark.ofCode(orderMark),
                replay);
    }
}
