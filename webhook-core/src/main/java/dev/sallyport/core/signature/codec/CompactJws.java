package dev.sallyport.core.signature.codec;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Signature in its compact form (RFC 7515 section 3.1), taken apart, its signature not checked. The payload
 * may be detached, and then is empty.
 */
public final class CompactJws {

    private final String text;
    private final int payloadFrom;
    private final int payloadTo;
    private final Map<String, Object> header;
    private final byte[] signature;

    private CompactJws(String text, int payloadFrom, int payloadTo, Map<String, Object> header, byte[] signature) {
        this.text = text;
        this.payloadFrom = payloadFrom;
        this.payloadTo = payloadTo;
        this.header = header;
        this.signature = signature;
    }

    /**
     * Takes a text apart.
     *
     * @return null unless it is three segments, the first a JSON object without duplicates and without extensions that
     *     must be understood, the last not empty, both in canonical Base64url
     */
    public static @Nullable CompactJws parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return null;
        }
        Map<String, Object> header = object(text, 0, first);
        byte[] signature = Encoding.BASE64URL.decode(text, second + 1, text.length());
        // An extension marked critical must be understood (RFC 7515 section 4.1.11); none is.
        if (header == null || signature == null || header.containsKey("crit")) {
            return null;
        }
        return new CompactJws(text, first + 1, second, header, signature);
    }

    private static @Nullable Map<String, Object> object(String text, int from, int to) {
        byte[] json = Encoding.BASE64URL.decode(text, from, to);
        return json == null ? null : JsonDocument.readObject(RawPayload.adopt(json));
    }

    /** Returns a member of the header: text, number, boolean, list or map; null if it is absent or null. */
    public @Nullable Object header(String name) {
        return header.get(name);
    }

    /** Returns a member of the header that is text; null if it is absent or anything else. */
    public @Nullable String text(String name) {
        return header.get(name) instanceof String value ? value : null;
    }

    /** Tells whether the payload is left out. */
    public boolean isDetached() {
        return payloadFrom == payloadTo;
    }

    /** Returns the payload as a JSON object; null if it is none without duplicates, in canonical Base64url. */
    public @Nullable Map<String, Object> claims() {
        return object(text, payloadFrom, payloadTo);
    }

    /** Returns what is signed: header and payload as they are written. */
    public byte[] signed() {
        return text.substring(0, payloadTo).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what is signed if a detached payload is put back in. */
    public byte[] signedWith(byte[] payload) {
        return (text.substring(0, payloadFrom) + Encoding.BASE64URL.encode(payload))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a copy of the signature. */
    public byte[] signature() {
        return signature.clone();
    }

    /** Tells the length only: a token is as good as what it vouches for. */
    @Override
    public String toString() {
        return "CompactJws[" + text.length() + " characters]";
    }
}
