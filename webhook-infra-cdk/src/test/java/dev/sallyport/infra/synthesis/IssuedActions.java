package dev.sallyport.infra.synthesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The record of what a full run of the functions issued, by function and by what it was issued on. */
public final class IssuedActions {

    private static final String RECORD = "/dev/sallyport/infra/issued-actions.json";

    private final Map<String, Map<Resource, Set<String>>> byFunction = new TreeMap<>();

    private IssuedActions(Map<?, ?> record) {
        record.forEach((function, resources) -> {
            Map<Resource, Set<String>> byResource = new EnumMap<>(Resource.class);
            ((Map<?, ?>) resources)
                    .forEach((name, actions) -> byResource.put(
                            Resource.valueOf(
                                    name.toString().toUpperCase(Locale.ROOT).replace('-', '_')),
                            texts((Iterable<?>) actions)));
            byFunction.put(function.toString(), byResource);
        });
    }

    private static Set<String> texts(Iterable<?> actions) {
        Set<String> texts = new TreeSet<>();
        actions.forEach(action -> texts.add(action.toString()));
        return texts;
    }

    /** Reads the record. */
    public static IssuedActions recorded() {
        try (InputStream in = Objects.requireNonNull(IssuedActions.class.getResourceAsStream(RECORD), RECORD)) {
            String json = new String(in.readAllBytes(), UTF_8);
            return new IssuedActions((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the functions that ran. */
    public Set<String> functions() {
        return byFunction.keySet();
    }

    /** Returns what a function issued. */
    public Map<Resource, Set<String>> of(WebhookFunction entry) {
        return byFunction.getOrDefault(entry.slug(), Map.of());
    }
}
