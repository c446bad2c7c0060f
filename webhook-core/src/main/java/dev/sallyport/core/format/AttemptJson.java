package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt as JSON: with an HTTP status and the beginning of the body, or with the error that came instead. */
public final class AttemptJson {

    private AttemptJson() {}

    /** Returns the text of an attempt. */
    public static String write(Attempt attempt) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("delivery", attempt.delivery().toString());
            json.writeNumberField("number", attempt.number());
            json.writeStringField("at", attempt.at().toString());
            json.writeStringField("duration", attempt.duration().toString());
            switch (attempt.result()) {
                case AttemptResult.Answered answered -> {
                    json.writeNumberField("httpStatus", answered.status());
                    json.writeBinaryField("excerpt", answered.excerpt().bytes().toByteArray());
                    json.writeBooleanField("truncated", answered.excerpt().truncated());
                }
                case AttemptResult.Failed failed ->
                    json.writeStringField("error", failed.error().name());
            }
            JsonFields.writeIfSet(json, "nextAttemptAt", attempt.nextAttemptAt());
            json.writeEndObject();
        });
    }

    /**
     * Reads an attempt.
     *
     * @throws IllegalStateException if the text is no attempt's
     */
    public static Attempt read(String text) {
        return JsonFields.readAll(text, "an attempt", json -> {
            Parts parts = new Parts();
            JsonFields.each(json, parts::read);
            return parts.attempt();
        });
    }

    /** What has been read of an attempt. */
    private static final class Parts {

        private String delivery = "";
        private int number;
        private Instant at = Instant.EPOCH;
        private Duration duration = Duration.ZERO;
        private int httpStatus;
        private RawPayload excerpt = RawPayload.empty();
        private boolean truncated;
        private @Nullable DeliveryError error;
        private @Nullable Instant nextAttemptAt;

        void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "delivery" -> delivery = json.getText();
                case "number" -> number = json.getIntValue();
                case "at" -> at = Instant.parse(json.getText());
                case "duration" -> duration = Duration.parse(json.getText());
                case "httpStatus" -> httpStatus = json.getIntValue();
                case "excerpt" -> excerpt = RawPayload.adopt(json.getBinaryValue());
                case "truncated" -> truncated = json.getBooleanValue();
                case "error" -> error = DeliveryError.valueOf(json.getText());
                case "nextAttemptAt" -> nextAttemptAt = Instant.parse(json.getText());
                default -> json.skipChildren();
            }
        }

        Attempt attempt() {
            AttemptResult result = error == null
                    ? new AttemptResult.Answered(httpStatus, new ResponseExcerpt(excerpt, truncated))
                    : new AttemptResult.Failed(error);
            return new Attempt(DeliveryId.parse(delivery), number, at, duration, result, nextAttemptAt);
        }
    }
}
