package dev.sallyport.infra.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One template, with its intrinsic functions shown as text, so that an ARN can be compared as a whole. */
public final class TemplateView {

    private final Map<String, Part> resources = new LinkedHashMap<>();
    private final Map<String, Part> outputs = new LinkedHashMap<>();

    TemplateView(Map<?, ?> template) {
        map(template.get("Resources")).forEach((id, value) -> resources.put(id, new Part(id, map(value))));
        map(template.get("Outputs")).forEach((id, value) -> outputs.put(id, new Part(id, map(value))));
    }

    /** Returns all resources of a type. */
    public List<Part> all(String type) {
        return resources.values().stream()
                .filter(part -> part.text("Type").equals(type))
                .toList();
    }

    /** Returns the one resource of a type that fulfils a condition. */
    public Part one(String type, Predicate<Part> condition) {
        List<Part> found = all(type).stream().filter(condition).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources of type " + type + " of "
                    + all(type).stream().map(Part::id).toList() + ", where one is wanted");
        }
        return found.get(0);
    }

    /** Returns the one resource of a type. */
    public Part one(String type) {
        return one(type, part -> true);
    }

    /** Returns the one resource of a type with that text as a property. */
    public Part one(String type, String property, String value) {
        return one(type, part -> value.equals(part.find("Properties." + property)));
    }

    /** Returns every resource. */
    public List<Part> all() {
        return List.copyOf(resources.values());
    }

    /** Returns the outputs by their logical id. */
    public Map<String, Part> outputs() {
        return outputs;
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, entry) -> map.put((String) name, entry));
        }
        return map;
    }

    /** Shows {@code {"Ref": "X"}} as {@code ${X}}, an attribute as {@code ${X.Arn}}, a join as what it joins. */
    private static String show(Object value) {
        if (value instanceof Map<?, ?> call && call.size() == 1) {
            Object argument = call.values().iterator().next();
            switch (String.valueOf(call.keySet().iterator().next())) {
                case "Ref" -> {
                    return "${" + argument + "}";
                }
                case "Fn::GetAtt" -> {
                    return "${" + String.join(".", texts(argument)) + "}";
                }
                case "Fn::Join" -> {
                    List<?> arguments = (List<?>) argument;
                    return String.join(String.valueOf(arguments.get(0)), texts(arguments.get(1)));
                }
                default -> {
                    return String.valueOf(value);
                }
            }
        }
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    private static List<String> texts(Object value) {
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(show(item)));
            return texts;
        }
        return List.of(show(value));
    }

    /**
     * A part of a template: a resource, an output, or something inside one.
     *
     * @param id the logical id, or the path to it
     */
    public record Part(String id, Map<String, Object> values) {

        /** Returns what stands at a path such as {@code Properties.KeySchema.0}, or null. */
        public Object value(String path) {
            Object value = values;
            for (String name : path.split("\\.")) {
                if (value instanceof List<?> list) {
                    int index = Integer.parseInt(name);
                    value = index < list.size() ? list.get(index) : null;
                } else {
                    value = value instanceof Map<?, ?> map ? map.get(name) : null;
                }
            }
            return value;
        }

        /** Returns what stands at a path as text, or null if there is nothing. */
        public String find(String path) {
            Object value = value(path);
            return value == null ? null : show(value);
        }

        /** Returns what stands at a path as text. */
        public String text(String path) {
            String text = find(path);
            if (text == null) {
                throw new AssertionError(id + " has no " + path + ": " + values);
            }
            return text;
        }

        /** Returns what stands at a path as a whole number. */
        public int number(String path) {
            return Integer.parseInt(text(path));
        }

        /** Returns the texts of a list, or of a single value, at a path; empty if there is nothing. */
        public List<String> texts(String path) {
            Object value = value(path);
            return value == null ? List.of() : TemplateView.texts(value);
        }

        /** Returns the objects of a list at a path; empty if there is nothing. */
        public List<Part> parts(String path) {
            List<Part> parts = new ArrayList<>();
            if (value(path) instanceof List<?> list) {
                for (Object item : list) {
                    parts.add(new Part(id + "." + path, map(item)));
                }
            }
            return parts;
        }

        /** Returns an object at a path; one without values if there is nothing. */
        public Part part(String path) {
            return new Part(id + "." + path, map(value(path)));
        }
    }
}
