package dev.sallyport.core.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of a request, in the order of arrival, with names compared without regard to ASCII case (RFC 9110
 * section 5.1). A name that arrives on several lines keeps them all: a scheme may refuse, or need, repeated lines.
 */
public final class Headers {

    private static final Headers NONE = new Headers(new String[0]);

    /** Names at even, values at odd places. */
    private final String[] lines;

    private Headers(String[] lines) {
        this.lines = lines;
    }

    /** Returns headers without a line. */
    public static Headers none() {
        return NONE;
    }

    /**
     * Makes headers of names and values in turn.
     *
     * @throws IllegalArgumentException if a value is missing
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("namesAndValues must alternate; the last name has no value");
        }
        return new Headers(namesAndValues.clone());
    }

    /** Makes headers of a map from names to the values of their lines. */
    public static Headers of(Map<String, ? extends List<String>> lines) {
        Builder builder = builder();
        lines.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        return builder.build();
    }

    /** Begins an empty builder; builders are for one thread. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the value of the first line of that name, or null if there is none. */
    public @Nullable String first(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return lines[i + 1];
            }
        }
        return null;
    }

    /** Returns the values of all lines of that name, in order; empty if there is none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                values.add(lines[i + 1]);
            }
        }
        return List.copyOf(values);
    }

    /** Returns how many lines have that name. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the number of lines. */
    public int size() {
        return lines.length / 2;
    }

    /** Returns the name on a line, from 0 to {@code size() - 1}, spelled as it arrived. */
    public String nameAt(int line) {
        return lines[2 * line];
    }

    /** Returns the value on a line, from 0 to {@code size() - 1}. */
    public String valueAt(int line) {
        return lines[2 * line + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(lines, that.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }

    /** Names the headers only: values may hold signatures and tokens. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            names.add(nameAt(i));
        }
        return "Headers" + names;
    }

    /** Collects header lines in order. */
    public static final class Builder {

        private final List<String> lines = new ArrayList<>();

        private Builder() {}

        /** Adds a line after those already there. */
        public Builder add(String name, String value) {
            lines.add(name);
            lines.add(value);
            return this;
        }

        /** Returns the lines added so far. */
        public Headers build() {
            return lines.isEmpty() ? NONE : new Headers(lines.toArray(String[]::new));
        }
    }
}
