package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through objects and arrays: fields that a reader does not know are skipped, so that newer texts can be read. */
final class JsonFields {

    private JsonFields() {}

    /** Reads the value of one field, at whose first token the parser stands. */
    @FunctionalInterface
    interface FieldReading {
        void read(String field, JsonParser json) throws IOException;
    }

    /** Reads every field of the object at whose beginning the parser stands. */
    static void each(JsonParser json, FieldReading reading) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            reading.read(field, json);
        }
    }

    /** Reads every element of the array at whose beginning the parser stands. */
    static <T> List<T> list(JsonParser json, JsonText.Reading<T> element) throws IOException {
        List<T> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            read.add(element.from(json));
        }
        return read;
    }

    /** Writes a field as its value's text, unless there is none. */
    static void writeIfSet(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    /**
     * Reads a whole text that is an object.
     *
     * @param what names the text where it is damaged
     * @throws IllegalStateException if the text is damaged; the message shows nothing of it
     */
    static <T> T readAll(String text, String what, JsonText.Reading<T> reading) {
        return readFrom(JsonToken.START_OBJECT, text, what, reading);
    }

    /**
     * Reads a whole text that is an array.
     *
     * @param what names the text where it is damaged
     * @throws IllegalStateException if the text is damaged; the message shows nothing of it
     */
    static <T> List<T> readList(String text, String what, JsonText.Reading<T> element) {
        return readFrom(JsonToken.START_ARRAY, text, what, json -> list(json, element));
    }

    private static <T> T readFrom(JsonToken first, String text, String what, JsonText.Reading<T> reading) {
        try {
            return JsonText.read(text, json -> {
                if (json.nextToken() != first) {
                    throw new IOException("no " + first);
                }
                return reading.from(json);
            });
        } catch (IOException | IllegalArgumentException | IllegalStateException | DateTimeException e) {
            throw new IllegalStateException(what + " is damaged", e);
        }
    }
}
