package dev.sallyport.hosting.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document that knows where it stands; text is not interpreted yet. */
public sealed interface YamlValue {

    /** Returns where it begins. */
    Position at();

    /**
     * A text.
     *
     * @param text what it says, with quotes and escapes undone
     * @param quoted whether it was written in quotes or as a block, so that it can be nothing but text
     */
    record Scalar(String text, boolean quoted, Position at) implements YamlValue {

        /** Tells whether nothing was written, or one of YAML's words for nothing. */
        public boolean isNothing() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** Names its place only: the text may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + at + "]";
        }
    }

    /** A list. */
    record Sequence(List<YamlValue> items, Position at) implements YamlValue {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Names with values, in the order written; no name twice. */
    record Mapping(List<Entry> entries, Position at) implements YamlValue {

        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Returns the value of a name, or null if the name is not there. */
        public @Nullable YamlValue get(String name) {
            for (Entry entry : entries) {
                if (entry.name().text().equals(name)) {
                    return entry.value();
                }
            }
            return null;
        }
    }

    /** A name and its value. */
    record Entry(Scalar name, YamlValue value) {}
}
