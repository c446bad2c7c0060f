package dev.sallyport.core.format;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.EventPosition.Timed;
import java.time.Instant;
import java.util.Map;

/** The newest position of an ordering key as JSON. */
public final class PositionJson {

    private PositionJson() {}

    /** Returns the text of a key and its position. */
    public static String write(OrderingKey key, EventPosition position) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("key", key.value());
            switch (position.version()) {
                case Counted counted -> json.writeNumberField("counted", counted.value());
                case Timed timed -> json.writeStringField("timed", timed.value().toString());
            }
            json.writeStringField("tieBreak", position.tieBreak());
            json.writeEndObject();
        });
    }

    /**
     * Reads a key and its position.
     *
     * @throws IllegalStateException if the text is no position's
     */
    public static Map.Entry<OrderingKey, EventPosition> read(String text) {
        return JsonFields.readAll(text, "a position", json -> {
            String[] texts = {"", ""};
            EventPosition.Version[] version = {new Counted(0)};
            JsonFields.each(json, (field, value) -> {
                switch (field) {
                    case "key" -> texts[0] = value.getText();
                    case "counted" -> version[0] = new Counted(value.getLongValue());
                    case "timed" -> version[0] = new Timed(Instant.parse(value.getText()));
                    case "tieBreak" -> texts[1] = value.getText();
                    default -> value.skipChildren();
                }
            });
            return Map.entry(new OrderingKey(texts[0]), new EventPosition(version[0], texts[1]));
        });
    }
}
