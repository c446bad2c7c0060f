package dev.sallyport.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts a value into a JSON body as an edit of its text: every byte that does not belong to the value stays as it is. */
public final class JsonEdit {

    private JsonEdit() {}

    /**
     * Returns the body with a string at the pointer. A value that stands there is replaced; missing members on the way
     * are inserted at the beginning of the innermost object that exists; a null on the way counts as missing.
     *
     * @throws IllegalArgumentException if the body is not JSON in UTF-8, or the way leads through something that is
     *     neither an object, an existing array element nor null
     */
    public static RawPayload withText(RawPayload body, JsonPointer pointer, String value) {
        return with(body, pointer, Cut.quoted(value));
    }

    /** Returns the body with a number, written as given, at the pointer; otherwise as {@link #withText}. */
    public static RawPayload withNumber(RawPayload body, JsonPointer pointer, String digits) {
        return with(body, pointer, digits);
    }

    private static RawPayload with(RawPayload body, JsonPointer pointer, String json) {
        try (JsonParser parser = JsonSource.open(body)) {
            parser.nextToken();
            Cut cut = new Cut(parser, pointer.tokens()).find(0);
            return splice(body, cut, cut.rendered(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not well-formed JSON", e);
        }
    }

    private static RawPayload splice(RawPayload body, Cut cut, String text) {
        byte[] before = body.toByteArray();
        byte[] inserted = text.getBytes(StandardCharsets.UTF_8);
        byte[] after = new byte[before.length - (cut.to - cut.from) + inserted.length];
        System.arraycopy(before, 0, after, 0, cut.from);
        System.arraycopy(inserted, 0, after, cut.from, inserted.length);
        System.arraycopy(before, cut.to, after, cut.from + inserted.length, before.length - cut.to);
        return RawPayload.adopt(after);
    }

    /** The bytes to replace, and how much of the pointer must be written there. */
    private static final class Cut {

        private final JsonParser parser;
        private final List<String> tokens;
        private int from;
        private int to;
        private int missingFrom;
        private boolean insideObject;
        private boolean objectEmpty;

        Cut(JsonParser parser, List<String> tokens) {
            this.parser = parser;
            this.tokens = tokens;
        }

        Cut find(int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new IllegalArgumentException("the body is empty");
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            if (start < 0) {
                throw new IllegalArgumentException("the body is not in UTF-8");
            }
            if (depth == tokens.size() || token == JsonToken.VALUE_NULL) {
                return replaceValue(token, start, depth);
            }
            return switch (token) {
                case START_OBJECT -> intoObject(start, depth);
                case START_ARRAY -> intoArray(depth);
                default -> throw new IllegalArgumentException("no object at the way to " + tokens.get(depth));
            };
        }

        private Cut replaceValue(JsonToken token, int start, int depth) throws IOException {
            if (token.isStructStart()) {
                parser.skipChildren();
            }
            parser.finishToken();
            from = start;
            to = (int) parser.currentLocation().getByteOffset();
            missingFrom = depth;
            return this;
        }

        private Cut intoObject(int start, int depth) throws IOException {
            boolean empty = true;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                empty = false;
                boolean wanted = parser.currentName().equals(tokens.get(depth));
                parser.nextToken();
                if (wanted) {
                    return find(depth + 1);
                }
                parser.skipChildren();
            }
            from = start + 1;
            to = from;
            missingFrom = depth;
            insideObject = true;
            objectEmpty = empty;
            return this;
        }

        private Cut intoArray(int depth) throws IOException {
            String wanted = tokens.get(depth);
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                if (wanted.equals(Integer.toString(index))) {
                    return find(depth + 1);
                }
                parser.skipChildren();
            }
            throw new IllegalArgumentException("the array has no element " + wanted);
        }

        String rendered(String json) {
            StringBuilder text = new StringBuilder(json);
            int last = insideObject ? missingFrom + 1 : missingFrom;
            for (int i = tokens.size() - 1; i >= last; i--) {
                text.insert(0, "{" + quoted(tokens.get(i)) + ":").append('}');
            }
            if (insideObject) {
                text.insert(0, quoted(tokens.get(missingFrom)) + ":");
                if (!objectEmpty) {
                    text.append(',');
                }
            }
            return text.toString();
        }

        private static String quoted(String text) {
            return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }
    }
}
