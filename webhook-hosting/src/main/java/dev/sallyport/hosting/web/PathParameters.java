package dev.sallyport.hosting.web;

import java.util.Map;

/**
 * The values that stood where a template has names in braces.
 *
 * @param values decoded values by name
 */
public record PathParameters(Map<String, String> values) {

    public PathParameters {
        values = Map.copyOf(values);
    }

    /**
     * Returns a value.
     *
     * @throws IllegalArgumentException if the template has no such name
     */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the template has no {" + name + "}");
        }
        return value;
    }
}
