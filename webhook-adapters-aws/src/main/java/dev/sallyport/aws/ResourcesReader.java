package dev.sallyport.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.aws.Resources.Bucket;
import dev.sallyport.aws.Resources.Bus;
import dev.sallyport.aws.Resources.DeadLetters;
import dev.sallyport.aws.Resources.Expiration;
import dev.sallyport.aws.Resources.Index;
import dev.sallyport.aws.Resources.Queue;
import dev.sallyport.aws.Resources.Rule;
import dev.sallyport.aws.Resources.Table;
import dev.sallyport.core.format.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the description of the resources. */
final class ResourcesReader {

    private ResourcesReader() {}

    static Resources read() {
        try (InputStream file = Resources.class.getResourceAsStream(Resources.FILE)) {
            byte[] bytes = Objects.requireNonNull(file, Resources.FILE).readAllBytes();
            return resources(Fields.read(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the description of the resources cannot be read", e);
        }
    }

    private static Resources resources(Fields fields) throws IOException {
        return new Resources(
                table(fields.object("table")),
                fields.list("queues", ResourcesReader::queue),
                new Bucket(fields.object("bucket").list("expirations", ResourcesReader::expiration)),
                new Bus(fields.object("bus").list("rules", ResourcesReader::rule)));
    }

    private static Table table(Fields fields) throws IOException {
        return new Table(
                fields.text("partitionKey"),
                fields.text("sortKey"),
                fields.text("timeToLive"),
                fields.list("indexes", ResourcesReader::index));
    }

    private static Index index(Fields fields) throws IOException {
        return new Index(
                fields.text("name"), fields.text("partitionKey"), fields.text("sortKey"), fields.texts("projected"));
    }

    private static Queue queue(Fields fields) throws IOException {
        return new Queue(
                fields.text("name"),
                fields.object("attributes").values,
                fields.has("deadLetters") ? deadLetters(fields.object("deadLetters")) : null);
    }

    private static DeadLetters deadLetters(Fields fields) {
        return new DeadLetters(fields.text("queue"), fields.number("afterReceives"));
    }

    private static Expiration expiration(Fields fields) {
        return new Expiration(fields.text("name"), fields.text("prefix"), fields.number("afterDays"));
    }

    private static Rule rule(Fields fields) {
        return new Rule(fields.text("name"), fields.text("pattern"), fields.text("target"));
    }

    /** Makes a value of an object's fields. */
    @FunctionalInterface
    private interface Making<T> {
        T from(Fields fields) throws IOException;
    }

    /**
     * The fields of an object: of texts and numbers their text, of objects and arrays their JSON.
     *
     * @param values by name
     */
    private record Fields(Map<String, String> values) {

        static Fields read(String text) throws IOException {
            return JsonText.read(text, json -> {
                Map<String, String> values = new LinkedHashMap<>();
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    values.put(name, value(json));
                }
                return new Fields(values);
            });
        }

        private static String value(JsonParser json) throws IOException {
            return json.currentToken().isScalarValue()
                    ? json.getText()
                    : JsonText.write(copy -> copy.copyCurrentStructure(json));
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String text(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        Fields object(String name) throws IOException {
            return read(text(name));
        }

        List<String> texts(String name) throws IOException {
            return JsonText.read(text(name), json -> {
                List<String> elements = new ArrayList<>();
                json.nextToken();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                return elements;
            });
        }

        <T> List<T> list(String name, Making<T> making) throws IOException {
            List<T> made = new ArrayList<>();
            for (String element : texts(name)) {
                made.add(making.from(read(element)));
            }
            return made;
        }
    }
}
