package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
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
import dev.sallyport.core.signature.key.PinnedUrls;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon SNS: an RSA signature of the message's fields, by a certificate at an address that the message names.
 *
 * <p>Code, because which fields are signed depends on the message's type, and the certificate is fetched and judged. Any
 * AWS account has its topics' messages signed like this: only a configured {@code topicArn} tells one's own from others'.
 * The time is signed, but SNS repeats itself for weeks: its age has no limit here unless a tolerance is configured.
 */
final class SnsScheme implements CodedScheme {

    private static final PinnedUrls PINNED = PinnedUrls.of(
            "https://sns.*.amazonaws.com/*.pem",
            "https://sns.*.amazonaws.com.cn/*.pem",
            "https://sns.*.amazonaws.eu/*.pem");

    private static final Map<String, KeyPairAlgorithm> ALGORITHMS =
            Map.of("1", KeyPairAlgorithm.RSA_SHA1, "2", KeyPairAlgorithm.RSA_SHA256);

    private static final Coverage COVERAGE = new Coverage(Coverage.Body.FIELDS, false, false, true, true, Set.of());

    @Override
    public Coverage coverage() {
        return COVERAGE;
    }

    @Override
    public Description describe() {
        return new Description(
                "body: Signature", "rsa-pkcs1-sha1 or -sha256", "listed fields of the message's type", null, null);
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of(), Set.of("topicArn", "trustedRoots"));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        PublishedKeys published = PublishedKeys.of(keys, options.keyResolver());
        CertificateTrust trust = CertificateTrust.of(published, options);
        TimeWindow window = options.window(TimeWindow.ANY_AGE, TimeWindow.ANY_AGE);
        String topic = options.config("topicArn");
        return request -> verify(request, topic, window, published, trust);
    }

    private static VerificationResult verify(
            WebhookRequest request,
            @Nullable String topic,
            TimeWindow window,
            PublishedKeys keys,
            CertificateTrust trust) {
        SnsMessage message = SnsMessage.read(request.body());
        RefusalReason fault = message == null ? RefusalReason.MALFORMED : message.fault();
        if (message == null || fault != null) {
            return Refused.because(fault == null ? RefusalReason.MALFORMED : fault);
        }
        byte[] signature = Encoding.BASE64.decode(message.get("Signature"));
        Instant signedAt = TimeFormat.ISO8601.parse(message.get("Timestamp"));
        KeyPairAlgorithm algorithm = ALGORITHMS.get(message.get("SignatureVersion"));
        String url = message.get("SigningCertURL");
        if (signature == null || signedAt == null || algorithm == null || !PINNED.admit(url)) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        if (topic != null && !topic.equals(message.get("TopicArn"))) {
            return Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        if (!window.contains(signedAt, request.receivedAt())) {
            return Refused.because(RefusalReason.EXPIRED);
        }
        byte[] text = message.canonical();
        return new PublishedKeyCheck(
                        COVERAGE,
                        signedAt,
                        key -> trust.trusts(key, host -> isSigner(host, url), request.receivedAt())
                                && algorithm.verifies(key.asymmetric(), text, signature))
                .decide(keys, url, null, request.receivedAt());
    }

    /**
     * Tells whether a certificate's host name is that of the SNS of a region: most regions share one name, newer ones have
     * their own, those of China and of the government others again.
     */
    static boolean isSigner(String host, String url) {
        String[] labels = url.substring("https://".length(), url.indexOf('/', "https://".length()))
                .split("\\.", 3);
        String region = labels[1];
        String domain = labels[2];
        return host.equals("sns." + domain)
                || host.equals("sns-" + region + "." + domain)
                || host.equals("sns-signing." + region + "." + domain)
                || (region.startsWith("us-gov-") && host.equals("sns-us-gov-west-1." + domain));
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        if (keys.isEmpty()) {
            throw new UnsupportedOperationException("to sign, configure the private key");
        }
        String topic = options.config("topicArn");
        return (request, at, id) -> sign(request, at, id, topic, keys.get(0));
    }

    /** Signs a message; one without type, id or topic is made a notification with the given id. */
    private static OutboundRequest sign(
            OutboundRequest request, Instant at, String id, @Nullable String topic, DecodedKey key) {
        RawPayload body = with(request.body(), "Timestamp", TimeFormat.ISO8601.format(at));
        body = with(body, "SignatureVersion", "2");
        body = with(body, "SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem");
        body = with(body, "Signature", "AA==");
        SnsMessage given = SnsMessage.read(body);
        if (given == null) {
            throw new IllegalArgumentException("the body is not an SNS message");
        }
        if (!given.has("Type")) {
            body = with(body, "Type", "Notification");
        }
        if (!given.has("MessageId")) {
            body = with(body, "MessageId", id);
        }
        if (!given.has("TopicArn")) {
            body = with(body, "TopicArn", topic == null ? "arn:aws:sns:us-east-1:000000000000:simulated" : topic);
        }
        SnsMessage message = SnsMessage.read(body);
        if (message == null || message.fault() != null) {
            throw new IllegalArgumentException("the body is not a whole SNS message; it needs a Message of text");
        }
        byte[] signature = KeyPairAlgorithm.RSA_SHA256.sign(key.asymmetric(), message.canonical());
        return request.withHeader("x-amz-sns-message-type", message.get("Type"))
                .withBody(with(body, "Signature", Encoding.BASE64.encode(signature)));
    }

    private static RawPayload with(RawPayload body, String name, String value) {
        return JsonEdit.withText(body, JsonPointer.parse("/" + name), value);
    }
}
