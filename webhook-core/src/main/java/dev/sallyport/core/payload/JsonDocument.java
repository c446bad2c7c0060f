package dev.sallyport.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a small JSON document as a whole: a scheme's definition, a key set, the claims of a token. Not for bodies, which
 * can be large; those are read field by field ({@link JsonFieldReader}).
 */
public final class JsonDocument {

    private JsonDocument() {}

    /**
     * Reads an object: strings become {@code String}, whole numbers {@code Long}, other numbers {@code Double}, the
     * rest {@code Boolean}, {@code Map} and {@code List}, in the order of the text. Members and elements that are null
     * are left out.
     *
     * @return null if the text is not one well-formed JSON object without duplicate names, or nests too deeply
     */
    public static @Nullable Map<String, Object> readObject(RawPayload text) {
        try (JsonParser parser = JsonSource.openRefusingDuplicates(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> object = object(parser);
            return parser.nextToken() == null ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads an array, as {@link #readObject} reads an object; null if the text is not one well-formed JSON array. */
    public static @Nullable List<Object> readArray(RawPayload text) {
        try (JsonParser parser = JsonSource.openRefusingDuplicates(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<Object> array = array(parser);
            return parser.nextToken() == null ? array : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
