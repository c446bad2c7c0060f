package dev.sallyport.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values at several JSON Pointers in one pass over a body, however large, and keeps nothing else of it.
 *
 * <p>The whole body is read, so that a body with rubbish after its end, or with a broken rest, is malformed wherever the
 * wanted fields stand. A wanted field, or an object on the way to one, that occurs twice makes the body malformed:
 * readers differ on which one counts, and a signature must not be checked against another value than the one that is
 * acted on. Duplicates elsewhere are not looked at. Nesting is bounded at {@value JsonSource#DEEPEST} levels.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class JsonFieldReader {

    private final Node root;
    private final int size;
    private final int nodes;

    private JsonFieldReader(Node root, int size, int nodes) {
        this.root = root;
        this.size = size;
        this.nodes = nodes;
    }

    /** Makes a reader of these pointers; the same pointer may stand several times. */
    public static JsonFieldReader of(List<JsonPointer> pointers) {
        int nodes = 0;
        Node root = new Node(nodes++);
        for (int i = 0; i < pointers.size(); i++) {
            Node node = root;
            for (String token : pointers.get(i).tokens()) {
                Node child = node.children.get(token);
                if (child == null) {
                    child = new Node(nodes++);
                    node.children.put(token, child);
                }
                node = child;
            }
            node.wanted.add(i);
        }
        return new JsonFieldReader(root, pointers.size(), nodes);
    }

    /** Reads a body; never throws, whatever the bytes are. */
    public JsonFields read(RawPayload body) {
        try (JsonParser parser = JsonSource.open(body)) {
            if (parser.nextToken() == null) {
                return JsonFields.Malformed.MALFORMED;
            }
            Pass pass = new Pass(parser, size, nodes);
            pass.value(root);
            return parser.nextToken() == null ? new JsonFields.Found(pass.fields) : JsonFields.Malformed.MALFORMED;
        } catch (IOException | DuplicateFieldException e) {
            return JsonFields.Malformed.MALFORMED;
        }
    }

    /** One pass over one body. Recursion follows the pointers, whose depth the scheme's author chose, not the body. */
    private static final class Pass {

        private final JsonParser parser;
        private final @Nullable JsonField[] fields;
        private final boolean[] seen;

        Pass(JsonParser parser, int fields, int nodes) {
            this.parser = parser;
            this.fields = new @Nullable JsonField[fields];
            this.seen = new boolean[nodes];
        }

        void value(@Nullable Node node) throws IOException {
            JsonToken token = parser.currentToken();
            if (node == null) {
                if (token.isStructStart()) {
                    parser.skipChildren();
                }
                return;
            }
            enter(node);
            keep(node, token);
            if (token == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Node child = node.children.get(parser.currentName());
                    parser.nextToken();
                    value(child);
                }
            } else if (token == JsonToken.START_ARRAY) {
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(node.children.isEmpty() ? null : node.children.get(Integer.toString(index)));
                    index++;
                }
            }
        }

        private void enter(Node node) {
            if (seen[node.number]) {
                throw new DuplicateFieldException();
            }
            seen[node.number] = true;
        }

        private void keep(Node node, JsonToken token) throws IOException {
            if (node.wanted.isEmpty()) {
                return;
            }
            JsonField field =
                    switch (token) {
                        case START_OBJECT -> new JsonField(JsonField.Kind.OBJECT, "");
                        case START_ARRAY -> new JsonField(JsonField.Kind.ARRAY, "");
                        case VALUE_NULL -> new JsonField(JsonField.Kind.NULL, "");
                        case VALUE_TRUE, VALUE_FALSE -> new JsonField(JsonField.Kind.BOOLEAN, parser.getText());
                        case VALUE_STRING -> new JsonField(JsonField.Kind.STRING, parser.getText());
                        default -> new JsonField(JsonField.Kind.NUMBER, parser.getText());
                    };
            for (int index : node.wanted) {
                fields[index] = field;
            }
        }
    }

    private static final class Node {

        private final int number;
        private final Map<String, Node> children = new HashMap<>();
        private final List<Integer> wanted = new ArrayList<>();

        Node(int number) {
            this.number = number;
        }
    }

    /** Leaves the recursion; without a stack trace, because an attacker can provoke it at will. */
    private static final class DuplicateFieldException extends RuntimeException {

        private static final long serialVersionUID = 1;

        DuplicateFieldException() {
            super("a wanted field occurs twice", null, false, false);
        }
    }
}
