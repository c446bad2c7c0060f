package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.config.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a tree with places from a YAML document, taking of YAML what a configuration needs: no anchors, no tags, one
 * document, bounded depth. So nothing in a file can be built that was not written out, or cost more than it is long.
 */
final class YamlTree {

    private static final int DEEPEST = 32;
    private static final int LONGEST = 1 << 20;

    private final String file;
    private final Iterator<Event> events;

    private YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /** Returns the document's one value; a value of nothing if the text has no document. */
    static YamlValue of(String file, String text) throws ConfigRefusedException {
        if (text.length() > LONGEST) {
            throw new ConfigRefusedException(Position.whole(file), "is longer than a configuration of 1 MiB may be");
        }
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlTree(file, events).document();
        } catch (MarkedYamlEngineException e) {
            throw new ConfigRefusedException(
                    e.getProblemMark().map(mark -> position(file, mark)).orElse(Position.whole(file)),
                    "is not YAML: " + oneLine(e.getProblem()));
        } catch (ReaderException e) {
            throw new ConfigRefusedException(
                    positionOf(file, text, e.getPosition()),
                    String.format(
                            "holds the character U+%04X, which YAML does not allow: remove it", e.getCodePoint()));
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The parser lets some malformed escapes and directives end in an unchecked exception of the JDK.
            throw new ConfigRefusedException(Position.whole(file), "is not YAML");
        }
    }

    private YamlValue document() throws ConfigRefusedException {
        @Nullable YamlValue root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (root != null) {
                        throw refusal(event, "a second document begins here: keep one document in the file");
                    }
                }
                case Alias, MappingEnd, MappingStart, Scalar, SequenceEnd, SequenceStart -> root = value(event, 0);
            }
        }
        return root == null ? new Scalar("", false, new Position(file, 1, 1)) : root;
    }

    private YamlValue value(Event event, int depth) throws ConfigRefusedException {
        if (event instanceof AliasEvent) {
            throw refusal(event, "aliases are not read here: write the value out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw refusal(event, "anchors are not read here: write each value where it belongs");
        }
        if (depth == DEEPEST) {
            throw refusal(event, "is nested deeper than " + DEEPEST + " levels");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(event, depth);
            case MappingStart -> mapping(event, depth);
            case Alias, Comment, DocumentEnd, DocumentStart, MappingEnd, SequenceEnd, StreamEnd, StreamStart ->
                throw refusal(event, "is not YAML: a value is missing");
        };
    }

    private Scalar scalar(ScalarEvent event) throws ConfigRefusedException {
        if (event.getTag().isPresent()) {
            throw refusal(event, "tags are not read here: remove it");
        }
        return new Scalar(event.getValue(), !event.isPlain(), position(event));
    }

    private Sequence sequence(Event start, int depth) throws ConfigRefusedException {
        List<YamlValue> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(value(event, depth + 1));
            event = events.next();
        }
        return new Sequence(items, position(start));
    }

    private Mapping mapping(Event start, int depth) throws ConfigRefusedException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(value(event, depth + 1) instanceof Scalar name)) {
                throw refusal(event, "a name must be a plain word, not a list or a section");
            }
            Position earlier = seen.putIfAbsent(name.text(), name.at());
            if (earlier != null) {
                throw new ConfigRefusedException(
                        name.at(),
                        "'" + name.text() + "' is given twice, first in line " + earlier.line() + ": keep one of them");
            }
            entries.add(new Entry(name, value(events.next(), depth + 1)));
            event = events.next();
        }
        return new Mapping(entries, position(start));
    }

    private ConfigRefusedException refusal(Event event, String message) {
        return new ConfigRefusedException(position(event), message);
    }

    private Position position(Event event) {
        return event.getStartMark().map(mark -> position(file, mark)).orElse(Position.whole(file));
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The reader counts code points from the beginning of the text. */
    private static Position positionOf(String file, String text, int codePoints) {
        int line = 1;
        int column = 1;
        int count = 0;
        for (int i = 0; i < text.length() && count < codePoints; i += Character.charCount(text.codePointAt(i))) {
            count++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(file, line, column);
    }

    private static String oneLine(@Nullable String problem) {
        return problem == null ? "its form is broken here" : problem.replaceAll("\\s+", " ");
    }
}
