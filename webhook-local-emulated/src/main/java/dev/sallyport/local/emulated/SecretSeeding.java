package dev.sallyport.local.emulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.hosting.config.SecretText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Turns a configuration into the one that functions get: as JSON, with every secret in Secrets Manager instead of where
 * only this machine finds it. For one thread.
 */
final class SecretSeeding {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PROVIDERS = "providers";
    private static final String MANAGED = "secretsmanager:";
    private static final Pattern OF_THIS_MACHINE = Pattern.compile("(env|file|literal):.*");

    /** What operators show in the cloud is a signed request; the token is looked at before the functions. */
    private static final List<String> ADMIN_TOKEN = List.of("server", "adminToken");

    private final SecretResolver resolver;
    private final String prefix;
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Set<String> expected = new LinkedHashSet<>();
    private @Nullable SecretText adminToken;

    /**
     * Prepares to move secrets.
     *
     * @param prefix begins the names that the secrets get
     */
    SecretSeeding(SecretResolver resolver, String prefix) {
        this.resolver = resolver;
        this.prefix = prefix;
    }

    /**
     * Writes the functions' configuration.
     *
     * @param yaml the configuration, already found to be right
     * @return the secrets that it then names
     */
    Secrets write(Path yaml, Path json) throws IOException, ConfigRefusedException {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(yaml, UTF_8));
        try (Writer text = Files.newBufferedWriter(json, UTF_8);
                JsonGenerator generator = JSON.createGenerator(text)) {
            write(generator, document, List.of());
        }
        return new Secrets(found, expected, adminToken);
    }

    private void write(JsonGenerator json, @Nullable Object value, List<String> path)
            throws IOException, ConfigRefusedException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                List<String> below = with(path, String.valueOf(entry.getKey()));
                if (below.equals(ADMIN_TOKEN)) {
                    adminToken = resolver.find(String.valueOf(entry.getValue()), String.join(".", below));
                } else {
                    json.writeFieldName(below.getLast());
                    write(json, entry.getValue(), below);
                }
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (int i = 0; i < list.size(); i++) {
                write(json, list.get(i), with(path, Integer.toString(i)));
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(moved(text, path));
        } else {
            // Numbers, truth values and nothing are written alike in both languages.
            json.writeRawValue(String.valueOf(value));
        }
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private String moved(String text, List<String> path) throws ConfigRefusedException {
        if (path.isEmpty() || !path.getFirst().equals(PROVIDERS)) {
            return text;
        }
        if (text.startsWith(MANAGED)) {
            expected.add(text.substring(MANAGED.length()));
            return text;
        }
        if (!OF_THIS_MACHINE.matcher(text).matches()) {
            return text;
        }
        String name = prefix + String.join("/", path.subList(1, path.size()));
        found.put(name, resolver.find(text, String.join(".", path)).reveal());
        return MANAGED + name;
    }

    /**
     * The secrets that functions will ask for.
     *
     * @param values by name
     * @param expected names whose values only their owner knows
     * @param adminToken what operators must show; null if none is configured
     */
    record Secrets(
            Map<String, String> values,
            Set<String> expected,
            @Nullable SecretText adminToken) {

        Secrets {
            values = Map.copyOf(values);
            expected = Set.copyOf(expected);
        }

        /** Returns the same and one more. */
        Secrets and(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Secrets(more, expected, adminToken);
        }

        /** Names them. */
        @Override
        public String toString() {
            return "Secrets" + values.keySet() + expected;
        }
    }
}
