package dev.sallyport.hosting.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string, each given once at most.
 *
 * @param values decoded values by name
 */
public record Query(Map<String, String> values) {

    public Query {
        values = Map.copyOf(values);
    }

    /** Reads a query; null if an encoding is malformed or a name is repeated. */
    public static @Nullable Query parse(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            // Forms write a space as a plus; in a query both spellings are in use, so both are read.
            String name = PercentDecoding.decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
            String value = equals < 0
                    ? ""
                    : PercentDecoding.decode(pair.substring(equals + 1).replace('+', ' '));
            if (name == null || value == null || values.putIfAbsent(name, value) != null) {
                return null;
            }
        }
        return new Query(values);
    }

    /** Returns a value, or null if the name is not given. */
    public @Nullable String get(String name) {
        return values.get(name);
    }
}
