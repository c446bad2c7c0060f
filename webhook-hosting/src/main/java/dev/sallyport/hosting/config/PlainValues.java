package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.config.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Hands parts of a document to readers that know nothing of YAML, and finds again the places of what they refuse. */
final class PlainValues {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private PlainValues() {}

    /** Returns a section as maps, lists, texts, whole numbers and booleans; names without a value are left out. */
    static Map<String, Object> of(Mapping mapping) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            if (!(entry.value() instanceof Scalar scalar && scalar.isNothing())) {
                values.put(entry.name().text(), plain(entry.value()));
            }
        }
        return values;
    }

    private static Object plain(YamlValue value) {
        return switch (value) {
            case Mapping mapping -> of(mapping);
            case Sequence sequence -> list(sequence);
            case Scalar scalar -> plain(scalar);
        };
    }

    private static List<Object> list(Sequence sequence) {
        List<Object> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(plain(item)));
        return items;
    }

    private static Object plain(Scalar scalar) {
        String text = scalar.text();
        if (scalar.quoted()) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        return INTEGER.matcher(text).matches() ? (Object) Long.parseLong(text) : text;
    }

    /**
     * Returns the place of a field.
     *
     * @param path the way to it from the section's own name, dots between names; as far as it exists is gone
     */
    static Position positionOf(Mapping section, String name, String path) {
        YamlValue value = section;
        if (path.startsWith(name + ".")) {
            for (String step : path.substring(name.length() + 1).split("\\.", -1)) {
                YamlValue next = value instanceof Mapping mapping ? mapping.get(step) : null;
                if (next == null) {
                    break;
                }
                value = next;
            }
        }
        return value.at();
    }
}
