package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A history of failures as JSON: an array of {@code {"attempt","at","kind","code"}}. */
public final class FailuresJson {

    private FailuresJson() {}

    /** Returns null for no failures: nearly every webhook has none. */
    public static @Nullable String write(List<FailedAttempt> failures) {
        return failures.isEmpty() ? null : JsonText.write(json -> write(json, failures));
    }

    /** Writes the history where a value is due. */
    public static void write(JsonGenerator json, List<FailedAttempt> failures) throws IOException {
        json.writeStartArray();
        for (FailedAttempt failure : failures) {
            json.writeStartObject();
            json.writeNumberField("attempt", failure.attempt());
            json.writeStringField("at", failure.at().toString());
            json.writeStringField("kind", failure.kind().name());
            json.writeStringField("code", failure.code());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Reads a history; null is an empty one.
     *
     * @throws IllegalStateException if the text is not such a history
     */
    public static List<FailedAttempt> read(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return JsonText.read(text, FailuresJson::read);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("a webhook's history of failures is damaged", e);
        }
    }

    private static List<FailedAttempt> read(JsonParser json) throws IOException {
        json.nextToken();
        return readArray(json);
    }

    /** Reads the history at whose array the parser stands. */
    static List<FailedAttempt> readArray(JsonParser json) throws IOException {
        List<FailedAttempt> failures = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            failures.add(readOne(json));
        }
        return failures;
    }

    private static FailedAttempt readOne(JsonParser json) throws IOException {
        int attempt = 0;
        String at = "";
        String kind = "";
        String code = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "attempt" -> attempt = json.getIntValue();
                case "at" -> at = json.getText();
                case "kind" -> kind = json.getText();
                case "code" -> code = json.getText();
                default -> json.skipChildren();
            }
        }
        return new FailedAttempt(attempt, Instant.parse(at), FailureKind.valueOf(kind), code);
    }
}
