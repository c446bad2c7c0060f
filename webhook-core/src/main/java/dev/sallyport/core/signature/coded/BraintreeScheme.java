package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.FormFields;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SchemeSettings;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.key.DecodedKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Braintree: a form of two fields. {@code bt_signature} holds {@code publicKey|hex} pairs joined by {@code &}, one of
 * them for this merchant's public key; {@code bt_payload} is Base64 in lines, and is signed as that text. A payload whose
 * last line feed was lost on the way is accepted, as Braintree's own libraries do.
 *
 * <p>Code, because the signature is chosen by a key in its own text and the payload is tried in two forms.
 */
final class BraintreeScheme implements CodedScheme {

    private static final String SIGNATURE = "bt_signature";
    private static final String PAYLOAD = "bt_payload";

    private static final int LONGEST_SIGNATURE = 8192;
    private static final int MOST_PAIRS = 16;

    @Override
    public Coverage coverage() {
        return Coverage.bodyFields();
    }

    @Override
    public Description describe() {
        return new Description(
                "form: bt_signature",
                "hmac-sha1",
                "form field bt_payload",
                null,
                new IdentityInWords("timestamp, kind and id of the subject", "kind", "time at timestamp"));
    }

    private static String publicKey(VerifierOptions options) {
        String publicKey = options.config("publicKey");
        if (publicKey == null || publicKey.isBlank()) {
            throw new IllegalArgumentException(
                    "needs config publicKey, the public key that belongs to the private key");
        }
        return publicKey;
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of("publicKey"), Set.of());
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA1, keys);
        String publicKey = publicKey(options);
        Coverage coverage = coverage();
        return request -> verify(request, hmac, publicKey, coverage);
    }

    private static VerificationResult verify(
            WebhookRequest request, HmacCheck hmac, String publicKey, Coverage coverage) {
        FormFields form = FormFields.parse(request.body());
        if (form == null || form.count(SIGNATURE) > 1 || form.count(PAYLOAD) > 1) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        String pairs = form.first(SIGNATURE);
        String payload = form.first(PAYLOAD);
        if (pairs == null || pairs.isBlank() || payload == null || payload.isBlank()) {
            return Refused.because(RefusalReason.MISSING_HEADER);
        }
        if (pairs.length() > LONGEST_SIGNATURE || pairs.indexOf('|') < 0 || !isBase64InLines(payload)) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        List<HmacCheck.Message> messages = List.of(
                new HmacCheck.Message(text, RawPayload.empty()),
                new HmacCheck.Message(text, RawPayload.adopt(new byte[] {'\n'})));
        for (byte[] signature : signaturesFor(publicKey, pairs)) {
            DecodedKey key = hmac.keyThatSigned(request.receivedAt(), signature, messages);
            if (key != null) {
                return new Verified(key.keyId(), coverage, null);
            }
        }
        return Refused.because(RefusalReason.INVALID_SIGNATURE);
    }

    private static boolean isBase64InLines(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBase64 = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '='
                    || c == '\n';
            if (!isBase64) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> signaturesFor(String publicKey, String pairs) {
        List<byte[]> signatures = new ArrayList<>();
        for (String pair : pairs.split("&", MOST_PAIRS + 1)) {
            int bar = pair.indexOf('|');
            if (bar >= 0 && pair.substring(0, bar).equals(publicKey) && signatures.size() < MOST_PAIRS) {
                byte[] signature = Encoding.HEX.decode(pair, bar + 1, pair.length());
                if (signature != null) {
                    signatures.add(signature);
                }
            }
        }
        return signatures;
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA1, keys);
        String publicKey = publicKey(options);
        return (request, at, id) -> sign(request, hmac, publicKey);
    }

    /** Signs the payload of a form; a body that is no such form is taken for the notification itself and put into one. */
    private static OutboundRequest sign(OutboundRequest request, HmacCheck hmac, String publicKey) {
        String payload = payload(request.body());
        if (payload == null) {
            payload = Base64.getMimeEncoder(60, new byte[] {'\n'})
                            .encodeToString(request.body().toByteArray()) + "\n";
        }
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        String pair = publicKey + "|" + Encoding.HEX.encode(hmac.sign(new HmacCheck.Message(text, RawPayload.empty())));
        String form = SIGNATURE + "=" + URLEncoder.encode(pair, StandardCharsets.UTF_8) + "&" + PAYLOAD + "="
                + URLEncoder.encode(payload, StandardCharsets.UTF_8);
        return request.withHeader("Content-Type", "application/x-www-form-urlencoded")
                .withBody(RawPayload.adopt(form.getBytes(StandardCharsets.US_ASCII)));
    }

    private static @Nullable String payload(RawPayload body) {
        FormFields form = FormFields.parse(body);
        return form == null ? null : form.first(PAYLOAD);
    }

    /** Braintree gives no event id; time, kind and subject together name an event. */
    @Override
    public EventIdentity identify(WebhookRequest request) {
        String payload = payload(request.body());
        BraintreeNotification notification = payload == null ? null : BraintreeNotification.read(payload);
        if (notification == null) {
            return EventIdentity.UNKNOWN;
        }
        String kind = notification.kind();
        String subject = notification.subjectId();
        Instant at = notification.at();
        String id = notification.timestamp() == null || kind == null || subject == null
                ? null
                : notification.timestamp() + ":" + escaped(kind) + ":" + escaped(subject);
        return new EventIdentity(
                id,
                kind == null ? EventType.UNKNOWN : EventType.lenient(kind),
                subject,
                at == null ? null : OrderingMark.of(OrderingMark.Kind.TIME, at));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3a");
    }
}
