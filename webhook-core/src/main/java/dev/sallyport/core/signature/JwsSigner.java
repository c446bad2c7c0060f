package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes tokens whose claims bind a request, with the first key and the first algorithm that fits it. */
final class JwsSigner implements SchemeSigner {

    private static final RawPayload EMPTY_OBJECT = RawPayload.copyOf("{}".getBytes(StandardCharsets.US_ASCII));

    private final JwsRules rules;
    private final JwsKey key;
    private final JwsAlgorithm algorithm;

    JwsSigner(JwsRules rules, List<DecodedKey> keys) {
        this.rules = rules;
        this.key = new JwsKey(keys.get(0), rules);
        this.algorithm = rules.algorithms().stream()
                .filter(candidate -> candidate.fits(keys.get(0)))
                .findFirst()
                .orElseThrow(() -> new KeyRefusedException(
                        "secret " + keys.get(0).keyId() + " fits none of the algorithms " + rules.algorithms()));
    }

    @Override
    public OutboundRequest sign(OutboundRequest request, Instant at, String id) {
        RawPayload joseHeader = with(with(EMPTY_OBJECT, "kid", key.key().keyId()), "alg", algorithm.label());
        String signed = segment(joseHeader) + "." + segment(claims(request, at, id));
        byte[] signature = key.sign(algorithm, signed.getBytes(StandardCharsets.US_ASCII));
        String token = rules.prefix() + signed + "." + Encoding.BASE64URL.encode(signature);
        return switch (rules.fields().get(0)) {
            case Field.Header header -> request.withHeader(header.name(), token);
            case Field.Body whole -> request.withBody(RawPayload.adopt(token.getBytes(StandardCharsets.US_ASCII)));
            default -> throw new UnsupportedOperationException("tokens are signed into headers and bodies only");
        };
    }

    private RawPayload claims(OutboundRequest request, Instant at, String id) {
        JwsRules.DigestClaim body = rules.body();
        // A token that is the body holds what the body was.
        RawPayload claims = with(body == null ? request.body() : EMPTY_OBJECT, "jti", id);
        if (body != null && (!rules.bodyOptional() || request.body().size() > 0)) {
            claims = with(claims, body, request.body());
        }
        JwsRules.DigestClaim url = rules.url();
        if (url != null) {
            claims = with(claims, url, RawPayload.adopt(request.url().getBytes(StandardCharsets.UTF_8)));
        }
        for (Map.Entry<String, String> claim : rules.claims().entrySet()) {
            claims = with(claims, claim.getKey(), claim.getValue());
        }
        return JsonEdit.withNumber(claims, pointer("iat"), Long.toString(at.getEpochSecond()));
    }

    private static RawPayload with(RawPayload object, JwsRules.DigestClaim claim, RawPayload content) {
        return with(
                object, claim.name(), claim.encoding().encode(content.sha256().toByteArray()));
    }

    private static RawPayload with(RawPayload object, String name, String value) {
        return JsonEdit.withText(object, pointer(name), value);
    }

    private static JsonPointer pointer(String name) {
        return new JsonPointer(List.of(name));
    }

    private static String segment(RawPayload json) {
        return Encoding.BASE64URL.encode(json.toByteArray());
    }
}
