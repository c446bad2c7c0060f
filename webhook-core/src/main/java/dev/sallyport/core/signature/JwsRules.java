package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of schemes that send a JSON Web Signature (RFC 7515, compact): one whose claims bind the request by digests, or
 * one that is the body itself.
 *
 * @param fields where the token stands; the first place that is present counts
 * @param prefix what precedes the token, such as {@code Bearer}; may be empty
 * @param algorithms those that a token may name; the key must fit as well
 * @param body the claim that holds the SHA-256 of the body; null if the token is the body
 * @param bodyOptional whether the claim is absent, and must be, when the body is empty
 * @param url the claim that holds the SHA-256 of the URL, or null
 * @param claims claims that must have exactly these values, such as {@code iss}
 * @param issuedAtTolerance how old {@code iat} may be, and how far in the future; null if it is not looked at
 * @param leeway by how much the clocks may differ when {@code nbf} and {@code exp} are checked, which they are if present
 */
public record JwsRules(
        List<Field> fields,
        String prefix,
        List<JwsAlgorithm> algorithms,
        @Nullable DigestClaim body,
        boolean bodyOptional,
        @Nullable DigestClaim url,
        Map<String, String> claims,
        @Nullable Duration issuedAtTolerance,
        Duration leeway)
        implements SchemeRules {

    /**
     * A claim that holds a SHA-256.
     *
     * @param name the claim's name
     * @param encoding how the digest is written
     */
    public record DigestClaim(String name, Encoding encoding) {}

    public JwsRules {
        fields = List.copyOf(fields);
        algorithms = List.copyOf(algorithms);
        claims = Map.copyOf(claims);
    }

    @Override
    public Coverage coverage() {
        return new Coverage(Coverage.Body.WHOLE, false, url != null, issuedAtTolerance != null, false, Set.of());
    }
}
