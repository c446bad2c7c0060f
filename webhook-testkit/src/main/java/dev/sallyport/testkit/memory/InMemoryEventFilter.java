package dev.sallyport.testkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.EventFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows what every filter knows, and no more. Stateless and thread-safe. */
public final class InMemoryEventFilter implements EventFilter {

    @Override
    public @Nullable String problemWith(String pattern) {
        Map<String, Object> read = read(pattern);
        return read == null ? "the pattern is not a well-formed JSON object" : problemIn(read);
    }

    private static @Nullable String problemIn(Map<?, ?> pattern) {
        if (pattern.isEmpty()) {
            return "an object without fields chooses nothing in particular";
        }
        for (Map.Entry<?, ?> field : pattern.entrySet()) {
            String problem = field.getValue() instanceof Map<?, ?> nested
                    ? problemIn(nested)
                    : problemInAlternatives(field.getKey(), field.getValue());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String problemInAlternatives(Object name, Object value) {
        if (!(value instanceof List<?> alternatives) || alternatives.isEmpty()) {
            return "'" + name + "' must have a list of alternatives, or an object of fields";
        }
        for (Object alternative : alternatives) {
            if (alternative instanceof List<?> || (alternative instanceof Map<?, ?> matcher && !isKnown(matcher))) {
                return "'" + name + "' has an alternative that is neither a value nor a known matcher";
            }
        }
        return null;
    }

    private static boolean isKnown(Map<?, ?> matcher) {
        if (matcher.size() != 1) {
            return false;
        }
        Map.Entry<?, ?> only = matcher.entrySet().iterator().next();
        Object value = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "prefix", "suffix" -> value instanceof String;
            case "exists" -> value instanceof Boolean;
            case "anything-but" -> !(value instanceof Map<?, ?>);
            case "numeric" -> value instanceof List<?> comparisons && areComparisons(comparisons);
            default -> false;
        };
    }

    private static boolean areComparisons(List<?> comparisons) {
        if (comparisons.size() != 2 && comparisons.size() != 4) {
            return false;
        }
        for (int i = 0; i < comparisons.size(); i += 2) {
            boolean operator = List.of("=", "<", "<=", ">", ">=").contains(comparisons.get(i));
            if (!operator || !(comparisons.get(i + 1) instanceof Number)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean matches(String pattern, RawPayload body) {
        Map<String, Object> read = read(pattern);
        Map<String, Object> document = JsonDocument.readObject(body);
        return read != null && document != null && matches(read, document);
    }

    private static @Nullable Map<String, Object> read(String pattern) {
        return JsonDocument.readObject(RawPayload.adopt(pattern.getBytes(UTF_8)));
    }

    private static boolean matches(Map<?, ?> pattern, @Nullable Object document) {
        for (Map.Entry<?, ?> field : pattern.entrySet()) {
            Object value = document instanceof Map<?, ?> object ? object.get(field.getKey()) : null;
            boolean matches = field.getValue() instanceof Map<?, ?> nested
                    ? matches(nested, value)
                    : anyMatches((List<?>) field.getValue(), value);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyMatches(List<?> alternatives, @Nullable Object value) {
        return alternatives.stream().anyMatch(alternative -> {
            if (alternative instanceof Map<?, ?> matcher && matcher.get("exists") instanceof Boolean exists) {
                return exists == (value != null);
            }
            return value instanceof List<?> elements
                    ? elements.stream().anyMatch(element -> matches(alternative, element))
                    : value != null && matches(alternative, value);
        });
    }

    private static boolean matches(Object alternative, Object value) {
        if (!(alternative instanceof Map<?, ?> matcher)) {
            return isSame(alternative, value);
        }
        Map.Entry<?, ?> only = matcher.entrySet().iterator().next();
        Object wanted = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "prefix" -> value instanceof String text && text.startsWith((String) wanted);
            case "suffix" -> value instanceof String text && text.endsWith((String) wanted);
            case "anything-but" ->
                wanted instanceof List<?> all
                        ? all.stream().noneMatch(one -> isSame(one, value))
                        : !isSame(wanted, value);
            case "numeric" -> value instanceof Number number && inRange((List<?>) wanted, number.doubleValue());
            default -> false;
        };
    }

    private static boolean isSame(Object one, Object other) {
        return (one instanceof Number a && other instanceof Number b)
                ? a.doubleValue() == b.doubleValue()
                : one.equals(other);
    }

    private static boolean inRange(List<?> comparisons, double value) {
        for (int i = 0; i < comparisons.size(); i += 2) {
            double bound = ((Number) comparisons.get(i + 1)).doubleValue();
            boolean holds =
                    switch (String.valueOf(comparisons.get(i))) {
                        case "=" -> value == bound;
                        case "<" -> value < bound;
                        case "<=" -> value <= bound;
                        case ">" -> value > bound;
                        default -> value >= bound;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
