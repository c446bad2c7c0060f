package dev.sallyport.hosting.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of the pattern language that endpoints may use: what is documented, and what costs no more than a look at
 * each value. Wildcards are left out, since a few of them make a pattern that takes gigabytes to compile.
 */
final class PatternSubset {

    /** The most characters of a pattern; EventBridge takes half of it. */
    static final int LONGEST = 4096;

    static final Set<String> MATCHERS =
            Set.of("prefix", "suffix", "equals-ignore-case", "anything-but", "exists", "numeric", "cidr");

    private static final String OR = "$or";
    private static final int MOST_FIELDS = 100;

    private int fields;

    private PatternSubset() {}

    /** Returns what in a pattern is beyond the subset, in a sentence; null if nothing is. */
    static @Nullable String problemWith(Map<String, Object> pattern) {
        return new PatternSubset().problemIn(pattern, "");
    }

    private @Nullable String problemIn(Map<?, ?> pattern, String path) {
        if (pattern.isEmpty()) {
            return at(path) + "an object without fields chooses nothing in particular; name a field";
        }
        for (Map.Entry<?, ?> field : pattern.entrySet()) {
            String name = String.valueOf(field.getKey());
            String problem = problemInField(name, field.getValue(), path.isEmpty() ? name : path + "." + name);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String problemInField(String name, Object value, String path) {
        if (++fields > MOST_FIELDS) {
            return "the pattern has more than " + MOST_FIELDS + " fields";
        }
        if (value instanceof Map<?, ?> nested) {
            return problemIn(nested, path);
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return at(path) + "what a field may be is a list, such as [\"a\", \"b\"], or an object of fields";
        }
        return name.equals(OR) ? problemInBranches(list, path) : problemInAlternatives(list, path);
    }

    private @Nullable String problemInBranches(List<?> branches, String path) {
        for (Object branch : branches) {
            String problem = branch instanceof Map<?, ?> pattern
                    ? problemIn(pattern, path)
                    : at(path) + "each branch must be an object of fields";
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String problemInAlternatives(List<?> alternatives, String path) {
        for (Object alternative : alternatives) {
            if (alternative instanceof List<?>) {
                return at(path) + "a list within a list matches nothing; write its values one level up";
            }
            if (alternative instanceof Map<?, ?> matcher && !isKnown(matcher)) {
                return at(path) + "a matcher is an object with one of " + new TreeSet<>(MATCHERS);
            }
        }
        return null;
    }

    private static boolean isKnown(Map<?, ?> matcher) {
        return matcher.size() == 1
                && MATCHERS.contains(String.valueOf(matcher.keySet().iterator().next()))
                && !(matcher.get("anything-but") instanceof Map<?, ?> within && !MATCHERS.containsAll(within.keySet()));
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : "'" + path + "': ";
    }
}
