package dev.sallyport.aws.sqs;

import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.format.JsonText;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A message of the queue: {@code {"webhook_id","ordering_key"}}. */
public final class QueueMessage {

    /** What the service allows in the name of a message group. */
    private static final Pattern GROUP = Pattern.compile("[!-~]{1,128}");

    private QueueMessage() {}

    static String write(WebhookId id, OrderingKey key) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("webhook_id", id.value());
            json.writeStringField("ordering_key", key.value());
            json.writeEndObject();
        });
    }

    /**
     * Reads a message.
     *
     * @param receipt what settles it
     * @throws IllegalStateException if something else than this queue wrote it
     */
    public static Delivery read(String body, String receipt) {
        try {
            return JsonText.read(body, json -> {
                String id = "";
                String key = "";
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    switch (field) {
                        case "webhook_id" -> id = json.getText();
                        case "ordering_key" -> key = json.getText();
                        default -> json.skipChildren();
                    }
                }
                return new Delivery(new WebhookId(id), new OrderingKey(key), new Receipt(receipt));
            });
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("a message of the queue is not Sallyport's", e);
        }
    }

    /** Returns the message group of an ordering key: the key itself where the service allows it, else its digest. */
    static String groupOf(OrderingKey key) {
        String value = key.value();
        return GROUP.matcher(value).matches() ? value : digest(value).toHex();
    }

    private static Sha256 digest(String value) {
        return RawPayload.adopt(value.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
