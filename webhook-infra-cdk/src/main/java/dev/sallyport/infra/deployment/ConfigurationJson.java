package dev.sallyport.infra.deployment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Writes a configuration as JSON: what was written as a number, true, false or nothing stays so, the rest is text. */
final class ConfigurationJson {

    /** How the local gateway listens; API Gateway listens here, and IAM says who is an operator. */
    private static final Set<String> OF_THE_LOCAL_SERVER = Set.of("host", "port", "adminToken");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final Outline outline;

    ConfigurationJson(Outline outline) {
        this.outline = outline;
    }

    String write(Map<String, Node> sections) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Node> section : sections.entrySet()) {
                json.writeFieldName(section.getKey());
                if (section.getKey().equals("server") && section.getValue() instanceof MappingNode server) {
                    write(json, server, OF_THE_LOCAL_SERVER);
                } else {
                    write(json, section.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Node node) throws IOException {
        if (node.getAnchor().isPresent()) {
            // An alias may lead back to where it stands: such a tree has no end.
            throw outline.refusal(node, "anchors are not read here: write each value where it belongs");
        }
        if (node instanceof MappingNode section) {
            write(json, section, Set.of());
        } else if (node instanceof SequenceNode list) {
            json.writeStartArray();
            for (Node item : list.getValue()) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            write(json, (ScalarNode) node);
        }
    }

    private void write(JsonGenerator json, MappingNode section, Set<String> without) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Node> entry : outline.entries(section).entrySet()) {
            if (!without.contains(entry.getKey())) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ScalarNode scalar) throws IOException {
        String text = scalar.getValue();
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (Outline.isNothing(scalar)) {
            json.writeNull();
        } else if (plain && (text.equals("true") || text.equals("false"))) {
            json.writeBoolean(text.equals("true"));
        } else if (plain && NUMBER.matcher(text).matches()) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }
}
