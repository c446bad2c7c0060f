package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SchemeSettings;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.Environment;
import dev.sallyport.core.signature.key.PinnedUrls;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * eBay: a header of JSON in Base64 that holds a key's id and an ECDSA signature of the body with SHA-1. The key is to be
 * had by its id through eBay's API, with an application token that the resolver brings.
 *
 * <p>Code, because the header is JSON in Base64. It names its algorithm, too, which is not believed but compared.
 */
final class EbayScheme implements CodedScheme {

    private static final String HEADER = "X-EBAY-SIGNATURE";

    private static final String KEYS = "https://api.ebay.com/commerce/notification/v1/public_key/";
    private static final String SANDBOX_KEYS = "https://api.sandbox.ebay.com/commerce/notification/v1/public_key/";

    /** Here the key ids are what is pinned: they become a part of the address. */
    private static final PinnedUrls PINNED = PinnedUrls.of(KEYS + "*", SANDBOX_KEYS + "*");

    private static final FieldReader READER = FieldReader.of(List.of());

    @Override
    public Coverage coverage() {
        return Coverage.wholeBody();
    }

    @Override
    public Description describe() {
        return new Description("X-EBAY-SIGNATURE, JSON in base64", "ecdsa-p256-sha1-der", "body", null, null);
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of(), Set.of(Environment.SETTING));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        PublishedKeys published = PublishedKeys.of(keys, options.keyResolver());
        String address = Environment.named(options.config(Environment.SETTING)).choose(KEYS, SANDBOX_KEYS);
        Coverage coverage = coverage();
        return request -> verify(request, published, address, coverage, options);
    }

    private static VerificationResult verify(
            WebhookRequest request, PublishedKeys keys, String address, Coverage coverage, VerifierOptions options) {
        RequestFields fields = READER.read(request, options);
        String text = fields.header(HEADER);
        if (text == null) {
            return Refused.because(fields.fault());
        }
        byte[] json = Encoding.BASE64.decode(text);
        Map<String, Object> header = json == null ? null : JsonDocument.readObject(RawPayload.adopt(json));
        if (header == null
                || !(header.get("kid") instanceof String keyId)
                || !(header.get("signature") instanceof String encoded)
                || !isAnyCase("ecdsa", header.get("alg"))
                || !isAnyCase("SHA1", header.get("digest"))) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        byte[] signature = Encoding.BASE64.decode(encoded);
        String url = address + keyId;
        if (signature == null || !PINNED.admit(url)) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        return new PublishedKeyCheck(
                        coverage,
                        null,
                        key -> KeyPairAlgorithm.ECDSA_P256_SHA1.verifies(
                                key.asymmetric(), request.body().toByteArray(), signature))
                .decide(keys, url, keyId, request.receivedAt());
    }

    private static boolean isAnyCase(String expected, @Nullable Object value) {
        return value instanceof String text && text.equalsIgnoreCase(expected);
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        if (keys.isEmpty()) {
            throw new UnsupportedOperationException("to sign, configure the private key");
        }
        return (request, at, id) -> sign(request, keys.get(0));
    }

    private static OutboundRequest sign(OutboundRequest request, DecodedKey key) {
        byte[] signature = KeyPairAlgorithm.ECDSA_P256_SHA1.sign(
                key.asymmetric(), request.body().toByteArray());
        RawPayload json =
                RawPayload.adopt("{\"alg\":\"ecdsa\",\"digest\":\"SHA1\"}".getBytes(StandardCharsets.US_ASCII));
        json = JsonEdit.withText(json, JsonPointer.parse("/signature"), Encoding.BASE64.encode(signature));
        json = JsonEdit.withText(json, JsonPointer.parse("/kid"), key.keyId());
        return request.withHeader(HEADER, Encoding.BASE64.encode(json.toByteArray()));
    }
}
