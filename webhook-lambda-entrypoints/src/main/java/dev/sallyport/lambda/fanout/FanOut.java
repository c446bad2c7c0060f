package dev.sallyport.lambda.fanout;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.lambda.telemetry.Invocations;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the bus tells of a processed webhook, and forwards the webhook as its record and the archive have it. What
 * cannot be done is thrown: the bus invokes the function again, twice, and sends what still fails to a queue of its own.
 * Doing it again adds nothing. Thread-safe.
 */
public final class FanOut {

    private static final JsonFactory JSON = new JsonFactory();

    private final WebhookStore store;
    private final PayloadArchive archive;
    private final WebhookHandler forwarding;
    private final Invocations invocations;

    FanOut(WebhookStore store, PayloadArchive archive, WebhookHandler forwarding, Invocations invocations) {
        this.store = store;
        this.archive = archive;
        this.forwarding = forwarding;
        this.invocations = invocations;
    }

    /** What an event says. */
    private record Told(String webhookId, @Nullable String trace) {}

    /** A webhook could not be forwarded this time. */
    static final class NotForwardedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotForwardedException(WebhookId id, HandlerFailedException cause) {
            super("webhook " + id + " was not forwarded: " + cause.code(), cause);
        }
    }

    void forward(InputStream event, Context context) throws IOException {
        Told told = read(event);
        if (!WebhookId.isWellFormed(told.webhookId())) {
            throw new IOException("the event names no webhook: a rule sends this function what is not for it");
        }
        WebhookId id = new WebhookId(told.webhookId());
        invocations.run(context, told.trace(), () -> {
            forward(id);
            return id;
        });
    }

    private void forward(WebhookId id) {
        WebhookRecord record = store.find(id);
        if (record == null) {
            return;
        }
        try {
            forwarding.handle(record, () -> archive.read(record.archiveKey()));
        } catch (HandlerFailedException e) {
            throw new NotForwardedException(id, e);
        }
    }

    private static Told read(InputStream event) throws IOException {
        try (JsonParser json = JSON.createParser(event)) {
            Told told = new Told("", null);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return told;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT && name.equals("detail")) {
                    told = detail(json);
                } else {
                    json.skipChildren();
                }
            }
            return told;
        } catch (JsonParseException e) {
            throw new IOException("the event is not well-formed JSON");
        }
    }

    private static Told detail(JsonParser json) throws IOException {
        String id = "";
        String trace = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            if (isText && name.equals("webhook_id")) {
                id = json.getText();
            } else if (isText && name.equals("trace_header")) {
                trace = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return new Told(id, trace);
    }
}
