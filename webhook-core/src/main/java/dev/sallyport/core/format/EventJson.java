package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.io.IOException;
import java.time.Instant;

/** An event without its body as JSON; what it does not have is left out. */
public final class EventJson {

    private EventJson() {}

    /** Writes all but the body. */
    public static String write(Event event) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", event.id().value());
            json.writeStringField("tenant", event.tenant().value());
            json.writeStringField("origin", event.origin().name());
            json.writeStringField("type", event.type().value());
            json.writeStringField("contentType", event.contentType());
            JsonFields.writeIfSet(json, "ownId", event.ownId());
            JsonFields.writeIfSet(json, "idempotencyKey", event.idempotencyKey());
            OrderingKey key = event.orderingKey();
            JsonFields.writeIfSet(json, "orderingKey", key == null ? null : key.value());
            json.writeStringField("acceptedAt", event.acceptedAt().toString());
            json.writeStringField("dueAt", event.dueAt().toString());
            json.writeStringField("fingerprint", event.fingerprint().toHex());
            json.writeEndObject();
        });
    }

    /**
     * Joins a body to what was written of its event.
     *
     * @throws IllegalStateException if the text is no event's
     */
    public static Event read(String text, RawPayload body) {
        return JsonFields.readAll(text, "an event", json -> read(json, body));
    }

    private static Event read(JsonParser json, RawPayload body) throws IOException {
        Event.Builder event = Event.builder().body(body);
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "id" -> event.id(new EventId(value.getText()));
                case "tenant" -> event.tenant(new TenantId(value.getText()));
                case "origin" -> event.origin(EventOrigin.valueOf(value.getText()));
                case "type" -> event.type(new EventType(value.getText()));
                case "contentType" -> event.contentType(value.getText());
                case "ownId" -> event.ownId(value.getText());
                case "idempotencyKey" -> event.idempotencyKey(value.getText());
                case "orderingKey" -> event.orderingKey(new OrderingKey(value.getText()));
                case "acceptedAt" -> event.acceptedAt(Instant.parse(value.getText()));
                case "dueAt" -> event.dueAt(Instant.parse(value.getText()));
                case "fingerprint" -> event.fingerprint(Sha256.ofHex(value.getText()));
                default -> value.skipChildren();
            }
        });
        return event.build();
    }
}
