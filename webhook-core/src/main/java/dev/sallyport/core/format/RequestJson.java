package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * An archived webhook without its body as JSON: {@code {"id","provider","method","url","receivedAt","headers"}}, the
 * headers as an array of names and values in turn, which keeps their order, spelling and repetitions.
 */
public final class RequestJson {

    private RequestJson() {}

    /** Writes all but the body. */
    public static String write(ArchivedWebhook webhook) {
        return JsonText.write(json -> {
            WebhookRequest request = webhook.request();
            json.writeStartObject();
            json.writeStringField("id", webhook.id().value());
            json.writeStringField("provider", webhook.provider().value());
            json.writeStringField("method", request.method());
            json.writeStringField("url", request.url());
            json.writeStringField("receivedAt", request.receivedAt().toString());
            json.writeFieldName("headers");
            write(json, request.headers());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Headers headers) throws IOException {
        json.writeStartArray();
        for (int line = 0; line < headers.size(); line++) {
            json.writeString(headers.nameAt(line));
            json.writeString(headers.valueAt(line));
        }
        json.writeEndArray();
    }

    /**
     * Joins a body to what was written of its request.
     *
     * @throws IOException if the text is not such a request
     */
    public static ArchivedWebhook read(String text, RawPayload body) throws IOException {
        try {
            return JsonText.read(text, json -> read(json, body));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static ArchivedWebhook read(JsonParser json, RawPayload body) throws IOException {
        String id = "";
        String provider = "";
        String method = "";
        String url = "";
        String receivedAt = "";
        Headers headers = Headers.none();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = json.getText();
                case "provider" -> provider = json.getText();
                case "method" -> method = json.getText();
                case "url" -> url = json.getText();
                case "receivedAt" -> receivedAt = json.getText();
                case "headers" -> headers = readHeaders(json);
                default -> json.skipChildren();
            }
        }
        return new ArchivedWebhook(
                new WebhookId(id),
                new ProviderId(provider),
                new WebhookRequest(method, url, headers, body, Instant.parse(receivedAt)));
    }

    private static Headers readHeaders(JsonParser json) throws IOException {
        Headers.Builder headers = Headers.builder();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            String name = json.getText();
            json.nextToken();
            headers.add(name, json.getText());
        }
        return headers.build();
    }
}
