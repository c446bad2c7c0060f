package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A delivery as JSON; what it does not have is left out. */
public final class DeliveryJson {

    private DeliveryJson() {}

    /** Returns the text of a delivery. */
    public static String write(Delivery delivery) {
        return JsonText.write(json -> write(json, delivery));
    }

    /** Returns the text of several: an array. */
    public static String writeAll(List<Delivery> deliveries) {
        return JsonText.write(json -> {
            json.writeStartArray();
            for (Delivery delivery : deliveries) {
                write(json, delivery);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Delivery delivery) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", delivery.id().toString());
        json.writeStringField("tenant", delivery.tenant().value());
        json.writeStringField("eventType", delivery.eventType().value());
        json.writeStringField("status", delivery.status().name());
        JsonFields.writeIfSet(json, "reason", delivery.reason());
        OrderingKey key = delivery.orderingKey();
        if (key != null) {
            json.writeStringField("orderingKey", key.value());
        }
        json.writeNumberField("position", delivery.position());
        json.writeStringField("acceptedAt", delivery.acceptedAt().toString());
        json.writeStringField("openedAt", delivery.openedAt().toString());
        json.writeStringField("dueAt", delivery.dueAt().toString());
        json.writeStringField("wakeAt", delivery.wakeAt().toString());
        json.writeNumberField("attempts", delivery.attempts());
        json.writeNumberField("attemptsBefore", delivery.attemptsBefore());
        JsonFields.writeIfSet(json, "endedAt", delivery.endedAt());
        json.writeNumberField("revision", delivery.revision());
        json.writeEndObject();
    }

    /**
     * Reads a delivery.
     *
     * @throws IllegalStateException if the text is no delivery's
     */
    public static Delivery read(String text) {
        return JsonFields.readAll(text, "a delivery", DeliveryJson::read);
    }

    /**
     * Reads what {@link #writeAll} wrote.
     *
     * @throws IllegalStateException if the text is no list of deliveries
     */
    public static List<Delivery> readAll(String text) {
        return JsonFields.readList(text, "a list of deliveries", DeliveryJson::read);
    }

    private static Delivery read(JsonParser json) throws IOException {
        Delivery.Builder delivery = Delivery.builder();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "id" -> delivery.id(DeliveryId.parse(value.getText()));
                case "tenant" -> delivery.tenant(new TenantId(value.getText()));
                case "eventType" -> delivery.eventType(new EventType(value.getText()));
                case "status" -> delivery.status(DeliveryStatus.valueOf(value.getText()));
                case "reason" -> delivery.reason(value.getText());
                case "orderingKey" -> delivery.orderingKey(new OrderingKey(value.getText()));
                case "position" -> delivery.position(value.getLongValue());
                case "acceptedAt" -> delivery.acceptedAt(Instant.parse(value.getText()));
                case "openedAt" -> delivery.openedAt(Instant.parse(value.getText()));
                case "dueAt" -> delivery.dueAt(Instant.parse(value.getText()));
                case "wakeAt" -> delivery.wakeAt(Instant.parse(value.getText()));
                case "attempts" -> delivery.attempts(value.getIntValue());
                case "attemptsBefore" -> delivery.attemptsBefore(value.getIntValue());
                case "endedAt" -> delivery.endedAt(Instant.parse(value.getText()));
                case "revision" -> delivery.revision(value.getLongValue());
                default -> value.skipChildren();
            }
        });
        return delivery.build();
    }
}
