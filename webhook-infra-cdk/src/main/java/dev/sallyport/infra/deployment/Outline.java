package dev.sallyport.infra.deployment;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks over the nodes of one YAML file and collects what is wrong with it, in the order of their finding. */
final class Outline {

    private final String file;
    private final Set<String> mistakes = new LinkedHashSet<>();

    Outline(String file) {
        this.file = file;
    }

    /** Returns the document's root; it must be a section. */
    MappingNode root(String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw refusalAt(e.getProblemMark().orElse(null), "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw refusalAt(null, "is not YAML");
        }
        if (root.isPresent() && root.get() instanceof MappingNode section) {
            return section;
        }
        throw refusalAt(null, "has no 'providers' section: write providers: { stripe: { scheme: stripe, … } }");
    }

    /** Returns the values of a section by name; notes names that are given twice. */
    Map<String, Node> entries(MappingNode section) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : section.getValue()) {
            String name = text(tuple.getKeyNode(), "a name");
            if (entries.putIfAbsent(name, tuple.getValueNode()) != null) {
                note(tuple.getKeyNode(), "'" + name + "' is given twice: keep one of them");
            }
        }
        return entries;
    }

    /** Returns the values of a section by name; empty, with a note, if it is not one; empty if there is none. */
    Map<String, Node> entries(@Nullable Node node, String what) {
        if (node instanceof MappingNode section) {
            return entries(section);
        }
        if (node != null && !isNothing(node)) {
            note(node, what + " must be a section of 'name: value' lines");
        }
        return Map.of();
    }

    /** Returns the items of a list; empty, with a note, if it is not one; empty if there is none. */
    List<Node> items(@Nullable Node node, String what) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        if (node != null && !isNothing(node)) {
            note(node, what + " must be a list, as in [ secretsmanager:NAME ]");
        }
        return List.of();
    }

    /** Returns what a scalar says; notes anything else. */
    String text(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        note(node, what + " must be a plain value, not a list or a section");
        return "";
    }

    /** Tells whether a value was left out. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    void note(Node node, String mistake) {
        mistakes.add(place(node.getStartMark().orElse(null)) + ": " + mistake);
    }

    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw new RefusedConfigurationException(List.copyOf(mistakes));
        }
    }

    RefusedConfigurationException refusal(Node node, String mistake) {
        return refusalAt(node.getStartMark().orElse(null), mistake);
    }

    private RefusedConfigurationException refusalAt(@Nullable Mark mark, String mistake) {
        return new RefusedConfigurationException(List.of(place(mark) + ": " + mistake.replaceAll("\\s+", " ")));
    }

    private String place(@Nullable Mark mark) {
        return mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
