package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.codec.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token taken apart, its signature not checked yet. */
final class JwsToken {

    /** Seconds beyond which an instant could not be computed with; the year is 5138. */
    private static final long LATEST = 100_000_000_000L;

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final byte[] signed;
    private final byte[] signature;

    private JwsToken(Map<String, Object> header, Map<String, Object> claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Returns null unless the text is three canonical Base64url segments, the first two of them JSON objects. */
    static @Nullable JwsToken parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return null;
        }
        Map<String, Object> header = object(text, 0, first);
        Map<String, Object> claims = object(text, first + 1, second);
        byte[] signature = Encoding.BASE64URL.decode(text, second + 1, text.length());
        // An extension marked critical must be understood (RFC 7515 section 4.1.11); none is.
        if (header == null || claims == null || signature == null || header.containsKey("crit")) {
            return null;
        }
        return new JwsToken(header, claims, text.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static @Nullable Map<String, Object> object(String text, int from, int to) {
        byte[] json = Encoding.BASE64URL.decode(text, from, to);
        return json == null ? null : JsonDocument.readObject(RawPayload.adopt(json));
    }

    /** Returns the algorithm if it is one of those allowed. */
    @Nullable
    JwsAlgorithm algorithm(Iterable<JwsAlgorithm> allowed) {
        for (JwsAlgorithm algorithm : allowed) {
            if (algorithm.label().equals(header.get("alg"))) {
                return algorithm;
            }
        }
        return null;
    }

    @Nullable
    String keyId() {
        return header.get("kid") instanceof String kid ? kid : null;
    }

    /** Tells whether the claims have these values; none of them is secret, so the comparison need not be constant. */
    boolean hasClaims(Map<String, String> expected) {
        for (Map.Entry<String, String> claim : expected.entrySet()) {
            if (!claim.getValue().equals(claims.get(claim.getKey()))) {
                return false;
            }
        }
        return true;
    }

    boolean hasClaim(String name) {
        return claims.containsKey(name);
    }

    @Nullable
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : null;
    }

    /** Returns a claim that is a time in seconds, a fraction cut off; null if it is absent or anything else. */
    @Nullable
    Instant time(String claim) {
        if (claims.get(claim) instanceof Number number) {
            long seconds = number.longValue();
            return seconds < 0 || seconds > LATEST ? null : Instant.ofEpochSecond(seconds);
        }
        return null;
    }

    byte[] signed() {
        return signed;
    }

    byte[] signature() {
        return signature;
    }
}
