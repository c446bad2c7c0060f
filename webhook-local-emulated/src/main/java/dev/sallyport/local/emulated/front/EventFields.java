package dev.sallyport.local.emulated.front;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts that events of both shapes have. */
final class EventFields {

    static final String ACCOUNT = "000000000000";
    static final String API = "local";

    private EventFields() {}

    /** Returns the header lines by name, in the spelling given or in small letters. */
    static Map<String, List<String>> headers(Headers headers, boolean inSmallLetters) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.nameAt(i);
            lines.computeIfAbsent(inSmallLetters ? name.toLowerCase(Locale.ROOT) : name, key -> new ArrayList<>())
                    .add(headers.valueAt(i));
        }
        return lines;
    }

    /** Every media type is binary to the APIs that are deployed, so that no byte of a body is changed on its way. */
    static void writeBody(JsonGenerator json, RawPayload body) throws IOException {
        if (body.size() == 0) {
            json.writeNullField("body");
            json.writeBooleanField("isBase64Encoded", false);
        } else {
            json.writeStringField("body", Base64.getEncoder().encodeToString(body.toByteArray()));
            json.writeBooleanField("isBase64Encoded", true);
        }
    }

    /** Writes an object of texts, or null if it is empty, as API Gateway does. */
    static void writeTexts(JsonGenerator json, String field, Map<String, String> texts) throws IOException {
        if (texts.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /** Writes an object of lists, or null if it is empty. */
    static void writeLists(JsonGenerator json, String field, Map<String, List<String>> lists) throws IOException {
        if (lists.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, List<String>> list : lists.entrySet()) {
            json.writeArrayFieldStart(list.getKey());
            for (String value : list.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
