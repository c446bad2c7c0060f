package dev.sallyport.hosting.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.config.YamlValue.Sequence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads small JSON documents as the same tree as configurations, so that what people may write in either is read and
 * refused alike. Places are JSON Pointers (RFC 6901). Thread-safe.
 */
public final class JsonTree {

    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /** Returns an object; null if the text is not one well-formed JSON object without duplicate names. */
    public static @Nullable Mapping read(RawPayload text) {
        return read(text, "");
    }

    /**
     * Returns an object whose places begin with a name, such as {@code sallyport.json#}; null if the text is not one
     * well-formed JSON object without duplicate names.
     */
    static @Nullable Mapping read(RawPayload text, String root) {
        try (JsonParser parser = FACTORY.createParser(text.newInputStream())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Mapping object = object(parser, root);
            return parser.nextToken() == null ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static YamlValue value(JsonParser parser, String pointer) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser, pointer);
        }
        if (token == JsonToken.START_ARRAY) {
            return array(parser, pointer);
        }
        return new Scalar(parser.getText(), token == JsonToken.VALUE_STRING, Position.whole(pointer));
    }

    private static Mapping object(JsonParser parser, String pointer) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String below = pointer + '/' + name.replace("~", "~0").replace("/", "~1");
            parser.nextToken();
            entries.add(new Entry(new Scalar(name, true, Position.whole(below)), value(parser, below)));
        }
        return new Mapping(entries, Position.whole(pointer));
    }

    private static Sequence array(JsonParser parser, String pointer) throws IOException {
        List<YamlValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, pointer + '/' + items.size()));
        }
        return new Sequence(items, Position.whole(pointer));
    }

    /** Returns a part of a document as JSON; what YAML leaves open, as in {@code a: yes}, becomes text. */
    public static String write(YamlValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, YamlValue value) throws IOException {
        switch (value) {
            case Mapping mapping -> {
                json.writeStartObject();
                for (Entry entry : mapping.entries()) {
                    json.writeFieldName(entry.name().text());
                    write(json, entry.value());
                }
                json.writeEndObject();
            }
            case Sequence sequence -> {
                json.writeStartArray();
                for (YamlValue item : sequence.items()) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Scalar scalar -> write(json, scalar);
        }
    }

    private static void write(JsonGenerator json, Scalar scalar) throws IOException {
        String text = scalar.text();
        boolean plain = !scalar.quoted()
                && (text.equals("true")
                        || text.equals("false")
                        || text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"));
        if (scalar.isNothing()) {
            json.writeNull();
        } else if (plain) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }
}
