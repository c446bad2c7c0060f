package dev.sallyport.infra.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a JSON document. What is not as it should be is a mistake of who wrote this module. */
record Fields(Map<?, ?> values) {

    static Fields of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw new IllegalStateException("an object was expected, not " + value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Fields fields(String name) {
        return of(values.get(name));
    }

    String text(String name) {
        String text = find(name);
        if (text == null) {
            throw new IllegalStateException("'" + name + "' is missing");
        }
        return text;
    }

    /** Returns null if there is no such field. */
    @Nullable
    String find(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    List<Fields> list(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Fields::of).toList()
                : List.of();
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Returns all fields as text. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }
}
