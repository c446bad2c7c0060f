package dev.sallyport.core.signature.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One level of a definition, read field by field; every error names the way to the field and the remedy. */
final class Definition {

    private final String path;
    private final Map<String, ?> fields;

    Definition(String path, Map<String, ?> fields, Set<String> known) {
        this.path = path;
        this.fields = fields;
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw error(name, "is unknown; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    @Nullable
    String text(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw error(name, "must be text");
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    String required(String name, String example) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw error(name, "is missing; write for example " + example);
        }
        return text;
    }

    boolean flag(String name) {
        return switch (text(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(name, "must be true or false");
        };
    }

    /** Reads a text or a list of texts. */
    List<String> texts(String name) {
        Object value = fields.get(name);
        if (!(value instanceof List<?> list)) {
            String text = text(name);
            return text == null ? List.of() : List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw error(name, "must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Reads a text, or a list of texts, each by a function that refuses it by {@code IllegalArgumentException}. */
    <T> List<T> each(String name, Function<String, T> read) {
        List<T> values = new ArrayList<>();
        for (String text : texts(name)) {
            values.add(read(name, text, read));
        }
        return values;
    }

    <T> T read(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (SchemeDefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw error(name, String.valueOf(e.getMessage()));
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (label(constant).equalsIgnoreCase(text)) {
                return constant;
            }
        }
        List<String> labels = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            labels.add(label(constant));
        }
        throw error(name, "'" + text + "' is not one of " + String.join(", ", labels));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Duration duration(String name, Duration otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw error(name, "'" + text + "' is not a duration such as PT5M");
        }
        throw error(name, "must not be negative");
    }

    /** Opens the object under a name; null if there is none. */
    @Nullable
    Definition child(String name, Set<String> known) {
        Map<String, ?> object = object(name);
        return object == null ? null : new Definition(path + "." + name, object, known);
    }

    /** Opens the objects of the list under a name; none if there is no list. One object counts as a list of one. */
    List<Definition> children(String name, Set<String> known) {
        Object value = fields.get(name);
        List<Definition> children = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.get(i) instanceof Map<?, ?> map)) {
                    throw error(name, "must be a list of objects with named fields");
                }
                children.add(new Definition(path + "." + name + "[" + i + "]", named(map), known));
            }
        } else {
            Definition child = child(name, known);
            if (child != null) {
                children.add(child);
            }
        }
        return children;
    }

    /** Returns the value under a name as it is, or null. */
    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    @Nullable
    Map<String, ?> object(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw error(name, "must be an object with named fields");
        }
        return named(map);
    }

    private static Map<String, ?> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, element) -> named.put(String.valueOf(key), element));
        return named;
    }

    SchemeDefinitionException error(String name, String problem) {
        return new SchemeDefinitionException(path + "." + name, problem);
    }
}
