package dev.sallyport.core.signature.fuzz;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Confidence;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.IdentityRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.handshake.Handshakes;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Verifiers with the mistakes that real libraries have made, which the fuzzer has to find. */
enum PlantedFault {

    /** Takes for granted that each item is a name, an equals sign and a value. */
    THROWS {
        @Override
        boolean holds(String header, byte[] expected) {
            for (String item : header.split(",")) {
                String[] pair = item.split("=");
                String value = pair[1];
                if (pair[0].equals("v1") && Arrays.equals(decoded(value), expected)) {
                    return true;
                }
            }
            return false;
        }
    },

    /** Compares as many bytes as the sender wrote, and so takes the beginning of a signature, even none, for all of it. */
    ACCEPTS {
        @Override
        boolean holds(String header, byte[] expected) {
            for (String item : header.split(",")) {
                if (item.startsWith("v1=")) {
                    byte[] signature = decoded(item.substring(3));
                    if (signature != null && signature.length <= expected.length) {
                        return Arrays.equals(signature, Arrays.copyOf(expected, signature.length));
                    }
                }
            }
            return false;
        }
    };

    abstract boolean holds(String header, byte[] expected);

    static byte @Nullable [] decoded(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Holds a request, written as {@link RequestText}, against the faulty scheme as {@link SchemesFuzzTest} would. */
    void meets(byte[] input) {
        SignatureVerifier verifier = SignatureVerifier.of(scheme(), List.of(SigningSecret.of("ours")));
        new GuardedScheme(verifier, Handshakes.of(verifier), IdentityReader.of(scheme()))
                .refuses(RequestText.read(input, Rehearsal.NOW));
    }

    /** Returns a request that only lacks the right key, from which the fuzzer starts. */
    byte[] requestOfForger() {
        return RequestText.write(SignatureSigner.of(scheme(), List.of(SigningSecret.of("theirs")))
                .sign(
                        OutboundRequest.post(
                                "https://example.com",
                                RawPayload.copyOf("{\"id\":1}".getBytes(StandardCharsets.US_ASCII))),
                        Rehearsal.NOW,
                        "msg-1"));
    }

    private SignatureScheme scheme() {
        return new SignatureScheme(
                name(),
                name(),
                new CodedRules(new Faulty(this)),
                KeyRules.TEXT,
                IdentityRules.NONE,
                List.of(),
                "",
                Confidence.OWN);
    }

    private record Faulty(PlantedFault fault) implements CodedScheme {

        private static final String HEADER = "X-Signature";

        @Override
        public Coverage coverage() {
            return Coverage.wholeBody();
        }

        @Override
        public Description describe() {
            return new Description(HEADER, "hmac-sha256", "body", null, null);
        }

        @Override
        public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
            return request -> verify(request, keys.get(0));
        }

        private VerificationResult verify(WebhookRequest request, DecodedKey key) {
            String header = request.headers().first(HEADER);
            if (header == null) {
                return Refused.because(RefusalReason.MISSING_HEADER);
            }
            return fault.holds(header, mac(key, request.body()))
                    ? new Verified(key.keyId(), coverage(), null)
                    : Refused.because(RefusalReason.INVALID_SIGNATURE);
        }

        @Override
        public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
            return (request, at, id) ->
                    request.withHeader(HEADER, "v1=" + HexFormat.of().formatHex(mac(keys.get(0), request.body())));
        }

        private static byte[] mac(DecodedKey key, RawPayload body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
                mac.update(body.asReadOnlyBuffer());
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
