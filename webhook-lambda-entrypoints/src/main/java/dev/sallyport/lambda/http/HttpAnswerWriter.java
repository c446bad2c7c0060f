package dev.sallyport.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.Headers;
import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes an answer in the form that the request's sender wants. */
final class HttpAnswerWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private HttpAnswerWriter() {}

    static void write(Response response, HttpEventForm form, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.status());
            writeHeaders(json, response.headers(), form);
            writeBody(json, response);
            json.writeEndObject();
        }
    }

    private static void writeHeaders(JsonGenerator json, Headers headers, HttpEventForm form) throws IOException {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.nameAt(i);
            byName.computeIfAbsent(name, first -> {
                        List<String> values = new ArrayList<>(1);
                        lines.put(first, values);
                        return values;
                    })
                    .add(headers.valueAt(i));
        }
        json.writeObjectFieldStart(form == HttpEventForm.REST ? "multiValueHeaders" : "headers");
        for (Map.Entry<String, List<String>> line : lines.entrySet()) {
            switch (form) {
                case REST -> {
                    json.writeArrayFieldStart(line.getKey());
                    for (String value : line.getValue()) {
                        json.writeString(value);
                    }
                    json.writeEndArray();
                }
                case HTTP -> json.writeStringField(line.getKey(), String.join(",", line.getValue()));
            }
        }
        json.writeEndObject();
    }

    /** Text goes out as text; bytes that are none, or might be mended on the way, as Base64. */
    private static void writeBody(JsonGenerator json, Response response) throws IOException {
        byte[] bytes = response.body().toByteArray();
        @Nullable String text = textIn(response.headers().first("Content-Type"), bytes);
        if (text == null) {
            json.writeFieldName("body");
            json.writeBinary(bytes);
        } else {
            json.writeStringField("body", text);
        }
        json.writeBooleanField("isBase64Encoded", text == null);
    }

    private static @Nullable String textIn(@Nullable String type, byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        boolean isText = type != null && (type.startsWith("text/") || type.contains("json"));
        if (!isText) {
            return null;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
