package dev.sallyport.aws.sqs;

import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.format.JsonText;
import java.io.IOException;

/** A message of the queue of deliveries: {@code {"delivery_id"}}. */
public final class DeliveryMessage {

    private DeliveryMessage() {}

    static String write(DeliveryId id) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("delivery_id", id.toString());
            json.writeEndObject();
        });
    }

    /**
     * Reads a message.
     *
     * @throws IllegalStateException if something else than this queue wrote it
     */
    public static DeliveryId read(String body) {
        try {
            return JsonText.read(body, json -> {
                String id = "";
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    if (field.equals("delivery_id")) {
                        id = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
                return DeliveryId.parse(id);
            });
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("a message of the queue of deliveries is not Sallyport's", e);
        }
    }
}
