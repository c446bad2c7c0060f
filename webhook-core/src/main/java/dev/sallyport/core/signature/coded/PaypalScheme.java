package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SchemeSettings;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.TimeWindow;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.codec.TimeFormat;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.Environment;
import dev.sallyport.core.signature.key.PinnedUrls;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * PayPal: an RSA signature of transmission id, time, webhook id and the CRC-32 of the body. The certificate lies at an
 * address that the request names, and must be PayPal's for verifying messages.
 *
 * <p>Code, because the certificate is fetched and judged. A CRC-32 binds no body: whoever holds one genuine request can
 * send any body under its signature, which is why the coverage is a checksum. The time is signed, but PayPal sets no
 * limit to its age: none is set here unless a tolerance is configured.
 */
final class PaypalScheme implements CodedScheme {

    private static final String ID = "PAYPAL-TRANSMISSION-ID";
    private static final String TIME = "PAYPAL-TRANSMISSION-TIME";
    private static final String SIGNATURE = "PAYPAL-TRANSMISSION-SIG";
    private static final String CERTIFICATE = "PAYPAL-CERT-URL";
    private static final String ALGORITHM = "PAYPAL-AUTH-ALGO";

    /** The one algorithm in use; another that the request names is not believed. */
    private static final String RSA_SHA256 = "SHA256withRSA";

    private static final String PATH = "/v1/notifications/certs/";

    private static final FieldReader READER = FieldReader.of(List.of());
    private static final Coverage COVERAGE = new Coverage(Coverage.Body.CHECKSUM, false, false, true, true, Set.of());

    @Override
    public Coverage coverage() {
        return COVERAGE;
    }

    @Override
    public Description describe() {
        return new Description(
                "PAYPAL-TRANSMISSION-SIG", "rsa-pkcs1-sha256", "id, time, webhook id, CRC-32 of the body", null, null);
    }

    /**
     * Where PayPal keeps its certificates, and whom they must name.
     *
     * @param home the address without the file
     */
    private record Place(String home, PinnedUrls pinned, String subject) {

        static Place of(VerifierOptions options) {
            Environment environment = Environment.named(options.config(Environment.SETTING));
            String dot = environment.choose(".", ".sandbox.");
            return new Place(
                    "https://api" + dot + "paypal.com" + PATH,
                    PinnedUrls.of(
                            "https://api" + dot + "paypal.com" + PATH + "*",
                            "https://api-m" + dot + "paypal.com" + PATH + "*"),
                    "messageverificationcerts" + dot + "paypal.com");
        }
    }

    private static String webhookId(VerifierOptions options) {
        String webhookId = options.config("webhookId");
        if (webhookId == null || webhookId.isBlank()) {
            throw new IllegalArgumentException("needs config webhookId, the id that PayPal gave this webhook");
        }
        return webhookId;
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of("webhookId"), Set.of(Environment.SETTING, "trustedRoots"));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        PublishedKeys published = PublishedKeys.of(keys, options.keyResolver());
        CertificateTrust trust = CertificateTrust.of(published, options);
        Place place = Place.of(options);
        String webhookId = webhookId(options);
        TimeWindow window = options.window(TimeWindow.ANY_AGE, TimeWindow.ANY_AGE);
        return request -> verify(READER.read(request, options), webhookId, window, place, published, trust);
    }

    private static VerificationResult verify(
            RequestFields fields,
            String webhookId,
            TimeWindow window,
            Place place,
            PublishedKeys keys,
            CertificateTrust trust) {
        WebhookRequest request = fields.request();
        String id = fields.header(ID);
        String time = id == null ? null : fields.header(TIME);
        String text = time == null ? null : fields.header(SIGNATURE);
        String url = text == null ? null : fields.header(CERTIFICATE);
        String algorithm = url == null ? null : fields.header(ALGORITHM);
        if (id == null || time == null || text == null || url == null || algorithm == null) {
            return Refused.because(fields.fault());
        }
        byte[] signature = Encoding.BASE64.decode(text);
        Instant signedAt = TimeFormat.ISO8601.parse(time);
        if (signature == null
                || signedAt == null
                || !algorithm.equals(RSA_SHA256)
                || !place.pinned().admit(url)) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        if (!window.contains(signedAt, request.receivedAt())) {
            return Refused.because(RefusalReason.EXPIRED);
        }
        byte[] message = message(request, id, time, webhookId);
        return new PublishedKeyCheck(
                        COVERAGE,
                        signedAt,
                        key -> trust.trusts(key, place.subject()::equals, request.receivedAt())
                                && KeyPairAlgorithm.RSA_SHA256.verifies(key.asymmetric(), message, signature))
                .decide(keys, url, null, request.receivedAt());
    }

    private static byte[] message(WebhookRequest request, String id, String time, String webhookId) {
        CRC32 crc = new CRC32();
        crc.update(request.body().asReadOnlyBuffer());
        return (id + "|" + time + "|" + webhookId + "|" + crc.getValue()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        if (keys.isEmpty()) {
            throw new UnsupportedOperationException("to sign, configure the private key");
        }
        Place place = Place.of(options);
        String webhookId = webhookId(options);
        return (request, at, id) -> {
            String time = TimeFormat.ISO8601.format(at);
            byte[] message = message(request.receivedAt(at), id, time, webhookId);
            byte[] signature = KeyPairAlgorithm.RSA_SHA256.sign(keys.get(0).asymmetric(), message);
            return request.withHeader(ID, id)
                    .withHeader(TIME, time)
                    .withHeader(CERTIFICATE, place.home() + "CERT-simulated")
                    .withHeader(ALGORITHM, RSA_SHA256)
                    .withHeader(SIGNATURE, Encoding.BASE64.encode(signature));
        };
    }
}
