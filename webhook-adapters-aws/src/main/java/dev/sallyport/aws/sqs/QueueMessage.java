package dev.sallyport.aws.sqs;

import com.fasterxml.jackson.core.JsonParser;
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
import org.jspecify.annotations.Nullable;

/**
 * A message of the queue: {@code {"webhook_id","ordering_key"}}, and, where the webhook itself travels in it,
 * {@code "arrival"} and {@code "webhook"}.
 *
 * @param id which webhook
 * @param key its ordering key
 * @param arrival names the arrival that wrote the message; null if the webhook does not travel in it
 * @param webhook record and request as text, in a form of the writer's; null if they do not travel in the message
 */
public record QueueMessage(
        WebhookId id,
        OrderingKey key,
        @Nullable String arrival,
        @Nullable String webhook) {

    /** What the service allows in the name of a message group. */
    private static final Pattern GROUP = Pattern.compile("[!-~]{1,128}");

    /** Makes a message that names a webhook which lies elsewhere. */
    public QueueMessage(WebhookId id, OrderingKey key) {
        this(id, key, null, null);
    }

    /** Returns the message's text. */
    public String write() {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("webhook_id", id.value());
            json.writeStringField("ordering_key", key.value());
            if (arrival != null && webhook != null) {
                json.writeStringField("arrival", arrival);
                json.writeStringField("webhook", webhook);
            }
            json.writeEndObject();
        });
    }

    /**
     * Reads a message.
     *
     * @throws IllegalStateException if something else than this queue wrote it
     */
    public static QueueMessage read(String body) {
        try {
            return JsonText.read(body, QueueMessage::read);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("a message of the queue is not Sallyport's", e);
        }
    }

    private static QueueMessage read(JsonParser json) throws IOException {
        String id = "";
        String key = "";
        String arrival = null;
        String webhook = null;
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "webhook_id" -> id = json.getText();
                case "ordering_key" -> key = json.getText();
                case "arrival" -> arrival = json.getText();
                case "webhook" -> webhook = json.getText();
                default -> json.skipChildren();
            }
        }
        return new QueueMessage(new WebhookId(id), new OrderingKey(key), arrival, webhook);
    }

    /**
     * Reads a message as a delivery.
     *
     * @param receipt what settles it
     * @throws IllegalStateException if something else than this queue wrote it
     */
    public static Delivery read(String body, String receipt) {
        QueueMessage message = read(body);
        return new Delivery(message.id(), message.key(), new Receipt(receipt));
    }

    /** Returns the message group of an ordering key: the key itself where the service allows it, else its digest. */
    static String groupOf(OrderingKey key) {
        String value = key.value();
        return GROUP.matcher(value).matches() ? value : digest(value).toHex();
    }

    private static Sha256 digest(String value) {
        return RawPayload.adopt(value.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** Leaves the webhook itself out: what it says never reaches a log. */
    @Override
    public String toString() {
        return "QueueMessage[" + id + ", " + key + (webhook == null ? "]" : ", with the webhook]");
    }
}
