package dev.sallyport.local.emulated.template;

import dev.sallyport.local.engine.EngineFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Join} and {@code Fn::Sub}. Other functions are refused by name:
 * nothing is resolved by guess.
 */
public final class Intrinsics {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final References references;

    public Intrinsics(References references) {
        this.references = references;
    }

    /** Knows what stands behind the names of a template. */
    public interface References {

        /** Returns what {@code Ref} gives for a logical id or a pseudo parameter; null if it is not known. */
        @Nullable
        String ref(String name);

        /** Returns an attribute; null if it is not known. */
        @Nullable
        String attribute(String id, String attribute);
    }

    /**
     * Returns the value with all functions in it resolved.
     *
     * @throws EngineFailedException if one cannot be
     */
    public Object resolve(Object value) {
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>(list.size());
            list.forEach(item -> resolved.add(resolve(item)));
            return resolved;
        }
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        Map<String, Object> object = Values.object(value);
        if (object.size() == 1) {
            String name = object.keySet().iterator().next();
            Object argument = object.get(name);
            if (argument != null && (name.equals("Ref") || name.startsWith("Fn::"))) {
                return call(name, argument);
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        object.forEach((name, member) -> resolved.put(name, resolve(member)));
        return resolved;
    }

    /** Returns a text with all functions in it resolved; null if there is none. */
    public @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(resolve(value));
    }

    private String call(String function, Object argument) {
        return switch (function) {
            case "Ref" -> known(references.ref(argument.toString()), argument);
            case "Fn::GetAtt" -> {
                List<?> parts = argument instanceof List<?> list
                        ? list
                        : List.of(argument.toString().split("\\.", 2));
                yield attribute(String.valueOf(parts.getFirst()), String.valueOf(parts.getLast()));
            }
            case "Fn::Join" -> join(Values.list(argument));
            case "Fn::Sub" -> substitute(argument);
            default ->
                throw new EngineFailedException("the template uses " + function + ", which is not known here", null);
        };
    }

    private String attribute(String id, String attribute) {
        return known(references.attribute(id, attribute), id + '.' + attribute);
    }

    private String join(List<?> arguments) {
        List<String> parts = new ArrayList<>();
        Values.list(arguments.getLast()).forEach(part -> parts.add(String.valueOf(resolve(part))));
        return String.join(String.valueOf(arguments.getFirst()), parts);
    }

    private String substitute(Object argument) {
        List<?> arguments = argument instanceof List<?> list ? list : List.of(argument);
        Map<String, Object> variables = arguments.size() > 1 ? Values.object(arguments.get(1)) : Map.of();
        Matcher matcher = PLACEHOLDER.matcher(String.valueOf(arguments.getFirst()));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            Object own = variables.get(name);
            int dot = name.indexOf('.');
            String value;
            if (own != null) {
                value = String.valueOf(resolve(own));
            } else if (dot >= 0) {
                value = attribute(name.substring(0, dot), name.substring(dot + 1));
            } else {
                value = known(references.ref(name), name);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString().replace("${!", "${");
    }

    private static String known(@Nullable String value, Object name) {
        if (value == null) {
            throw new EngineFailedException("the template refers to " + name + ", which is not known here", null);
        }
        return value;
    }
}
