package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.CompactJws;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token taken apart, its signature not checked yet. */
final class JwsToken {

    /** Seconds beyond which an instant could not be computed with; the year is 5138. */
    private static final long LATEST = 100_000_000_000L;

    private final CompactJws jws;
    private final Map<String, Object> claims;

    private JwsToken(CompactJws jws, Map<String, Object> claims) {
        this.jws = jws;
        this.claims = claims;
    }

    /** Returns null unless the text is three canonical Base64url segments, the first two of them JSON objects. */
    static @Nullable JwsToken parse(String text) {
        CompactJws jws = CompactJws.parse(text);
        Map<String, Object> claims = jws == null ? null : jws.claims();
        return jws == null || claims == null ? null : new JwsToken(jws, claims);
    }

    /** Returns the algorithm if it is one of those allowed. */
    @Nullable
    JwsAlgorithm algorithm(Iterable<JwsAlgorithm> allowed) {
        for (JwsAlgorithm algorithm : allowed) {
            if (algorithm.label().equals(jws.header("alg"))) {
                return algorithm;
            }
        }
        return null;
    }

    @Nullable
    String keyId() {
        return jws.text("kid");
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
        return jws.signed();
    }

    byte[] signature() {
        return jws.signature();
    }
}
