package dev.sallyport.local.emulated.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into values of JSON documents. */
public final class Values {

    private Values() {}

    /** Returns an object; an empty one if the value is none. */
    public static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (member != null) {
                    object.put(String.valueOf(name), member);
                }
            });
        }
        return object;
    }

    /** Returns a list; an empty one if the value is none. */
    public static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Returns a whole number, or another if the value is none. */
    public static int number(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }
}
