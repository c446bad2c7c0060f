package dev.sallyport.core.signature;

import dev.sallyport.core.payload.JsonPointer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A place in a request, or in the configuration of a provider, where a text is found. */
public sealed interface Field {

    /** A header; it must stand on one line. */
    record Header(String name) implements Field {}

    /** A parameter of the URL's query, decoded. */
    record Query(String name) implements Field {}

    /** A field of a form-encoded body, decoded. */
    record Form(String name) implements Field {}

    /** A string, number or boolean in a JSON body; a number as it is written. */
    record Json(JsonPointer pointer) implements Field {}

    /** The whole body, as a signature that holds what it signs. */
    record Body() implements Field {}

    /**
     * A string, number or boolean among the claims of a token that is the whole body.
     *
     * @param steps the way there: from the claims, or from the JSON object in the text to which the step before led
     */
    record Claim(List<JsonPointer> steps) implements Field {

        public Claim {
            steps = List.copyOf(steps);
        }

        @Override
        public String toString() {
            return steps.stream().map(JsonPointer::toString).collect(Collectors.joining(">"));
        }
    }

    /** A value from the provider's configuration, such as {@code webhookId}. */
    record Config(String name) implements Field {}

    /** The item of the signature's text that begins with a prefix, without the prefix: {@code t=}. */
    record Item(String prefix) implements Field {}

    /** The item of the signature's text at a place, counted from 0. */
    record ItemAt(int index) implements Field {}

    /**
     * Reads the notation of definitions: {@code header:X-Id}, {@code query:id}, {@code form:id}, {@code json:/data/id},
     * {@code claim:/data>/eventType}, {@code config:webhookId}, {@code item:t=}, {@code item-at:0}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static Field parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names no place; " + FORMS);
        }
        return switch (kind) {
            case "header" -> new Header(rest);
            case "query" -> new Query(rest);
            case "form" -> new Form(rest);
            case "json" -> new Json(JsonPointer.parse(rest));
            case "claim" ->
                new Claim(Arrays.stream(rest.split(">", -1))
                        .map(JsonPointer::parse)
                        .toList());
            case "config" -> new Config(rest);
            case "item" -> new Item(rest);
            case "item-at" -> new ItemAt(index(rest));
            default -> throw new IllegalArgumentException("'" + text + "' names no place; " + FORMS);
        };
    }

    private static int index(String text) {
        if (text.length() == 1 && Character.isDigit(text.charAt(0))) {
            return text.charAt(0) - '0';
        }
        throw new IllegalArgumentException("item-at: is followed by a digit, such as item-at:0");
    }

    /** What a reader of an error is told. */
    String FORMS = "write header:NAME, query:NAME, form:NAME, json:/POINTER, claim:/POINTER, config:NAME,"
            + " item:PREFIX or item-at:N";
}
