package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.config.YamlValue.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a section by name and type. A mistake is noted, and the default returned in its place, so that
 * reading goes on and finds the next one.
 */
public final class Section {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Mapping mapping;
    private final String what;
    private final Problems problems;

    private Section(Mapping mapping, String what, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
    }

    /**
     * Begins to read a section.
     *
     * @param what the section for a message: {@code 'server'}, {@code provider 'acme'}
     * @param known the names that may stand in it
     */
    public static Section of(YamlValue value, String what, List<String> known, Problems problems) {
        Section section = named(value, what, problems);
        for (Entry entry : section.mapping.entries()) {
            String name = entry.name().text();
            if (!known.contains(name)) {
                problems.add(
                        entry.name().at(),
                        "'" + name + "' is not known in " + what + ": " + Spelling.suggestion(name, known));
            }
        }
        return section;
    }

    /** Begins to read a section whose names are chosen by the user. */
    public static Section named(YamlValue value, String what, Problems problems) {
        return switch (value) {
            case Mapping mapping -> new Section(mapping, what, problems);
            case Scalar scalar -> {
                if (!scalar.isNothing()) {
                    problems.add(scalar.at(), what + " must be a section of 'name: value' lines");
                }
                yield empty(scalar, what, problems);
            }
            case Sequence sequence -> {
                problems.add(sequence.at(), what + " must be a section of 'name: value' lines, not a list");
                yield empty(sequence, what, problems);
            }
        };
    }

    private static Section empty(YamlValue value, String what, Problems problems) {
        return new Section(new Mapping(List.of(), value.at()), what, problems);
    }

    /** Returns where it begins. */
    public Position at() {
        return mapping.at();
    }

    /** Returns where mistakes are noted. */
    public Problems problems() {
        return problems;
    }

    /** Returns names and values in the order written. */
    public List<Entry> entries() {
        return mapping.entries();
    }

    /** Tells whether a name is there. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** Returns a section inside this one, or null if it is not there. */
    public @Nullable Section section(String name, List<String> known) {
        YamlValue value = value(name);
        return value == null ? null : of(value, "'" + name + "' of " + what, known, problems);
    }

    /** Returns a section inside this one whose names are chosen by the user; an empty one if it is not there. */
    public Section userNamed(String name) {
        YamlValue value = value(name);
        return value == null ? empty(mapping, what, problems) : named(value, "'" + name + "'", problems);
    }

    /** Returns where a name's value stands, or where the section does if the name is not there. */
    public Position positionOf(String name) {
        YamlValue value = value(name);
        return value == null ? mapping.at() : value.at();
    }

    /** Returns a text, or null if it is not there; a name without a value is a mistake. */
    public @Nullable Scalar scalar(String name) {
        YamlValue value = value(name);
        return value == null ? null : scalarOf(value, "'" + name + "'");
    }

    /** Returns a value that must be a text; null after noting that it is not. */
    @Nullable
    Scalar scalarOf(YamlValue value, String name) {
        if (value instanceof Scalar scalar && !scalar.isNothing()) {
            return scalar;
        }
        problems.add(
                value.at(),
                value instanceof Scalar
                        ? name + " has no value: give one or remove the line"
                        : name + " must be a single value, not a " + kindOf(value));
        return null;
    }

    private static String kindOf(YamlValue value) {
        return switch (value) {
            case Scalar scalar -> "text";
            case Sequence sequence -> "list";
            case Mapping mapping -> "section";
        };
    }

    /** Tells whether a name is there with a list of nothing. */
    public boolean isEmptyList(String name) {
        return value(name) instanceof Sequence sequence && sequence.items().isEmpty();
    }

    /** Returns what a list holds, uninterpreted; empty if it is not there. */
    List<YamlValue> items(String name, String example) {
        YamlValue value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Sequence sequence)) {
            problems.add(value.at(), "'" + name + "' must be a list: write " + name + ": " + example);
            return List.of();
        }
        return sequence.items();
    }

    /** Returns the texts of a list; empty if it is not there. */
    public List<Scalar> scalars(String name, String example) {
        List<Scalar> texts = new ArrayList<>();
        for (YamlValue item : items(name, example)) {
            Scalar text = scalarOf(item, "an entry of '" + name + "'");
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Returns a whole number within bounds. */
    public int integer(String name, int least, int most, int otherwise) {
        Scalar scalar = scalar(name);
        return scalar == null ? otherwise : integer(scalar, name, least, most, otherwise);
    }

    /** Returns what a value says as a whole number within bounds. */
    public int integer(Scalar scalar, String name, int least, int most, int otherwise) {
        String text = scalar.text();
        if (!scalar.quoted() && WHOLE_NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        problems.add(scalar.at(), "'" + name + "' must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** Returns true or false as written. */
    public boolean flag(String name, boolean otherwise) {
        Scalar scalar = scalar(name);
        if (scalar == null) {
            return otherwise;
        }
        if (!scalar.quoted() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return scalar.text().equals("true");
        }
        problems.add(scalar.at(), "'" + name + "' must be true or false");
        return otherwise;
    }

    /** Returns a duration of more than zero, or null if it is not there. */
    public @Nullable Duration duration(String name) {
        Scalar scalar = scalar(name);
        return scalar == null ? null : Durations.read(scalar, name, problems);
    }

    /** Returns what a word stands for. */
    public <T> T choice(String name, Map<String, T> words, T otherwise) {
        Scalar scalar = scalar(name);
        if (scalar == null) {
            return otherwise;
        }
        T chosen = words.get(scalar.text());
        if (chosen != null) {
            return chosen;
        }
        problems.add(
                scalar.at(),
                "'" + scalar.text() + "' is not a choice for '" + name + "': "
                        + Spelling.suggestion(scalar.text(), words.keySet()));
        return otherwise;
    }

    /** Returns all values of a section whose names are chosen by the user, as text. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        namedScalars(name).forEach((key, scalar) -> texts.put(key, scalar.text()));
        return texts;
    }

    /** Returns all texts of a section whose names are chosen by the user, with their places. */
    Map<String, Scalar> namedScalars(String name) {
        YamlValue value = value(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, Scalar> texts = new LinkedHashMap<>();
        for (Entry entry : named(value, "'" + name + "' of " + what, problems).entries()) {
            Scalar text = scalarOf(entry.value(), "'" + entry.name().text() + "'");
            if (text != null) {
                texts.put(entry.name().text(), text);
            }
        }
        return texts;
    }

    /** Returns what stands under a name, uninterpreted; null if the name is not there. */
    public @Nullable YamlValue value(String name) {
        return mapping.get(name);
    }
}
