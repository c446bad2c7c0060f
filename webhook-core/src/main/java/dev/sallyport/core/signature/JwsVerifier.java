package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks tokens whose claims bind the request, in the order: form, digests, then signature and time. */
final class JwsVerifier implements SchemeVerifier {

    private final JwsRules rules;
    private final VerifierOptions options;
    private final FieldReader reader;
    private final KeyRing<JwsKey> keys;
    private final Coverage coverage;

    JwsVerifier(JwsRules rules, KeyRules keyRules, List<DecodedKey> keys, VerifierOptions options) {
        this.rules = rules;
        this.options = options;
        this.reader = FieldReader.of(rules.fields());
        this.keys = KeyRing.of(keyRules, keys, options, key -> new JwsKey(key, rules));
        this.coverage = rules.coverage();
    }

    @Override
    public VerificationResult verify(WebhookRequest request) {
        RequestFields fields = reader.read(request, options);
        String text = fields.firstText(rules.fields());
        if (text == null) {
            return VerificationResult.Refused.because(fields.fault());
        }
        JwsToken token = text.startsWith(rules.prefix())
                ? JwsToken.parse(text.substring(rules.prefix().length()))
                : null;
        JwsAlgorithm algorithm = token == null ? null : token.algorithm(rules.algorithms());
        if (token == null || algorithm == null || !hasWellFormedTimes(token)) {
            return VerificationResult.Refused.because(RefusalReason.MALFORMED);
        }
        if (!token.hasClaims(rules.claims()) || !binds(token, request)) {
            return VerificationResult.Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        // Asymmetric signatures are dear to check; a token out of its time is not worth it.
        boolean inTime = isInTime(token, request.receivedAt());
        if (!inTime && !algorithm.isHmac()) {
            return VerificationResult.Refused.because(RefusalReason.EXPIRED);
        }
        List<JwsKey> candidates = keys.find(token.keyId(), request.receivedAt());
        if (candidates == null) {
            return new VerificationResult.Undecided();
        }
        JwsKey key = keyThatSigned(candidates, token, algorithm, request.receivedAt());
        if (key == null) {
            return VerificationResult.Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        return inTime
                ? new VerificationResult.Verified(key.key().keyId(), coverage, token.time("iat"))
                : VerificationResult.Refused.because(RefusalReason.EXPIRED);
    }

    private boolean hasWellFormedTimes(JwsToken token) {
        return (token.time("iat") != null || (rules.issuedAtTolerance() == null && !token.hasClaim("iat")))
                && (token.time("nbf") != null || !token.hasClaim("nbf"))
                && (token.time("exp") != null || !token.hasClaim("exp"));
    }

    private boolean binds(JwsToken token, WebhookRequest request) {
        JwsRules.DigestClaim url = rules.url();
        if (url != null && !holds(token, url, RawPayload.adopt(request.url().getBytes(StandardCharsets.UTF_8)))) {
            return false;
        }
        JwsRules.DigestClaim body = rules.body();
        if (body == null) {
            return true;
        }
        if (rules.bodyOptional() && request.body().size() == 0) {
            return !token.hasClaim(body.name());
        }
        return holds(token, body, request.body());
    }

    private static boolean holds(JwsToken token, JwsRules.DigestClaim claim, RawPayload content) {
        String text = token.text(claim.name());
        byte[] digest = text == null ? null : claim.encoding().decode(text);
        return digest != null && MessageDigest.isEqual(digest, content.sha256().toByteArray());
    }

    private boolean isInTime(JwsToken token, Instant receivedAt) {
        if (!options.isTimeChecked()) {
            return true;
        }
        Instant issuedAt = token.time("iat");
        Instant notBefore = token.time("nbf");
        Instant expiry = token.time("exp");
        return (rules.issuedAtTolerance() == null
                        || issuedAt == null
                        || options.window(rules.issuedAtTolerance(), rules.issuedAtTolerance())
                                .contains(issuedAt, receivedAt))
                && (notBefore == null || !receivedAt.plus(rules.leeway()).isBefore(notBefore))
                && (expiry == null || receivedAt.minus(rules.leeway()).isBefore(expiry));
    }

    private static @Nullable JwsKey keyThatSigned(
            List<JwsKey> candidates, JwsToken token, JwsAlgorithm algorithm, Instant receivedAt) {
        for (JwsKey key : candidates) {
            if (key.key().isValidAt(receivedAt)
                    && key.key().answersTo(token.keyId())
                    && key.matches(algorithm, token.signed(), token.signature())) {
                return key;
            }
        }
        return null;
    }
}
