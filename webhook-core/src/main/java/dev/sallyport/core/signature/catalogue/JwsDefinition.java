package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.JwsAlgorithm;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.JwsRules.DigestClaim;
import dev.sallyport.core.signature.codec.Encoding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code jws} of a definition: a token whose claims bind the request. */
final class JwsDefinition {

    private static final Set<String> FIELDS = Set.of(
            "header", "token", "prefix", "algorithms", "body", "bodyOptional", "url", "claims", "tolerance", "leeway");

    private JwsDefinition() {}

    static JwsRules read(Definition scheme) {
        Definition jws = scheme.child("jws", FIELDS);
        if (jws == null) {
            throw scheme.error("jws", "is missing");
        }
        boolean isBody = isBody(jws);
        List<Field> fields =
                isBody ? List.of(new Field.Body()) : jws.each("header", name -> Field.parse("header:" + name));
        if (fields.isEmpty()) {
            throw jws.error("header", "is missing; write the header's name, or token: body");
        }
        List<JwsAlgorithm> algorithms = jws.each("algorithms", JwsDefinition::algorithm);
        if (algorithms.isEmpty()) {
            throw jws.error("algorithms", "is missing; write for example [ES256]");
        }
        DigestClaim body = claim(jws, "body");
        if (body == null && !isBody) {
            throw jws.error("body", "is missing; write for example {claim: request_body_sha256, encoding: hex}");
        }
        return new JwsRules(
                fields,
                jws.text("prefix", ""),
                algorithms,
                body,
                jws.flag("bodyOptional"),
                claim(jws, "url"),
                claims(jws),
                jws.has("tolerance") ? jws.duration("tolerance", Duration.ZERO) : null,
                jws.duration("leeway", Duration.ZERO));
    }

    /** Tells whether the token is the whole body, which then needs no digest in it. */
    private static boolean isBody(Definition jws) {
        String token = jws.text("token");
        if (token == null) {
            return false;
        }
        if (!token.equals("body")) {
            throw jws.error("token", "can only be body; a token in a header is named by header");
        }
        for (String other : List.of("header", "body", "bodyOptional")) {
            if (jws.has(other)) {
                throw jws.error(other, "has no meaning where the token is the body");
            }
        }
        return true;
    }

    private static JwsAlgorithm algorithm(String label) {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            if (algorithm.label().equals(label)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is not one of HS256, HS384, HS512, RS256, RS384, RS512,"
                + " ES256, ES384, ES512, EdDSA");
    }

    private static @Nullable DigestClaim claim(Definition jws, String name) {
        Definition claim = jws.child(name, Set.of("claim", "encoding"));
        return claim == null
                ? null
                : new DigestClaim(
                        claim.required("claim", "payload_hash"),
                        claim.choice("encoding", Encoding.class, Encoding.HEX));
    }

    private static Map<String, String> claims(Definition jws) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, ?> claims = jws.object("claims");
        if (claims != null) {
            claims.forEach((name, value) -> values.put(name, String.valueOf(value)));
        }
        return values;
    }
}
