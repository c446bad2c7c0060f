package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.codec.CompactJws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of a token that is the whole body, into which some providers pack their event as text, or text in text. */
final class BodyClaims {

    private final @Nullable Map<String, Object> claims;

    private BodyClaims(@Nullable Map<String, Object> claims) {
        this.claims = claims;
    }

    static BodyClaims of(RawPayload body) {
        CompactJws token = CompactJws.parse(textOf(body));
        return new BodyClaims(token == null ? null : token.claims());
    }

    /** Returns a body as text in which each byte is one character: a token is ASCII, and what is not cannot be one. */
    static String textOf(RawPayload body) {
        return new String(body.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    /** Tells whether the body is a token at all. */
    boolean areReadable() {
        return claims != null;
    }

    /**
     * Follows the steps, each of which but the last leads to a text that is itself a JSON object.
     *
     * @return a text, number or boolean as text; null if there is none
     */
    @Nullable
    String text(List<JsonPointer> steps) {
        Object value = claims;
        for (int i = 0; i < steps.size(); i++) {
            Object document = i > 0 && value instanceof String text
                    ? JsonDocument.readObject(RawPayload.adopt(text.getBytes(StandardCharsets.UTF_8)))
                    : value;
            value = follow(document, steps.get(i));
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    private static @Nullable Object follow(@Nullable Object document, JsonPointer pointer) {
        Object value = document;
        for (String token : pointer.tokens()) {
            value = value instanceof Map<?, ?> object ? object.get(token) : null;
        }
        return value;
    }
}
