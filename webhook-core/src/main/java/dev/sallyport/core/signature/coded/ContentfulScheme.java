package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.TimeWindow;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.codec.TimeFormat;
import dev.sallyport.core.signature.key.DecodedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Contentful: HMAC-SHA256 of method, path, chosen headers and body, one below the other. A header lists, sorted and in
 * lower case, which headers are signed, itself among them.
 *
 * <p>Code, because the request says which of its headers are signed.
 */
final class ContentfulScheme implements CodedScheme {

    private static final String SIGNATURE = "x-contentful-signature";
    private static final String SIGNED_HEADERS = "x-contentful-signed-headers";
    private static final String TIMESTAMP = "x-contentful-timestamp";

    private static final Duration TOLERANCE = Duration.ofSeconds(30);
    private static final int MOST_HEADERS = 64;

    private static final FieldReader READER = FieldReader.of(List.of());

    @Override
    public Coverage coverage() {
        return covering(Set.of());
    }

    @Override
    public Description describe() {
        return new Description(
                "x-contentful-signature", "hmac-sha256", "method, path, listed headers, body", TOLERANCE, null);
    }

    private static Coverage covering(Set<String> headers) {
        return new Coverage(Coverage.Body.WHOLE, true, true, true, false, headers);
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA256, keys);
        TimeWindow window = options.window(TOLERANCE, TOLERANCE);
        return request -> verify(request, hmac, window, options);
    }

    private static VerificationResult verify(
            WebhookRequest request, HmacCheck hmac, TimeWindow window, VerifierOptions options) {
        RequestFields fields = READER.read(request, options);
        String text = fields.header(SIGNATURE);
        String list = text == null ? null : fields.header(SIGNED_HEADERS);
        String time = list == null ? null : fields.header(TIMESTAMP);
        if (text == null || list == null || time == null) {
            return Refused.because(fields.fault());
        }
        byte[] signature = Encoding.HEX.decode(text);
        Instant signedAt = TimeFormat.MILLISECONDS.parse(time);
        List<String> names = signedHeaders(list);
        if (signature == null || signedAt == null || names == null) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        RefusalReason fault = SignedHeaders.fault(request.headers(), names);
        if (fault != null) {
            return Refused.because(fault);
        }
        HmacCheck.Message message = message(request, names);
        DecodedKey key = hmac.keyThatSigned(request.receivedAt(), signature, List.of(message));
        if (key == null) {
            return Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        return window.contains(signedAt, request.receivedAt())
                ? new Verified(key.keyId(), covering(Set.copyOf(names)), signedAt)
                : Refused.because(RefusalReason.EXPIRED);
    }

    /** Returns null unless the names are sorted, in lower case, and hold the list itself and the time. */
    private static @Nullable List<String> signedHeaders(String list) {
        List<String> names = List.of(list.split(",", MOST_HEADERS + 1));
        boolean isFit = names.size() <= MOST_HEADERS
                && names.equals(List.copyOf(new TreeSet<>(names)))
                && names.contains(SIGNED_HEADERS)
                && names.contains(TIMESTAMP)
                && !names.contains(SIGNATURE)
                && names.stream().allMatch(ContentfulScheme::isLowerCase);
        return isFit ? names : null;
    }

    private static boolean isLowerCase(String name) {
        return SignedHeaders.isName(name) && name.toLowerCase(Locale.ROOT).equals(name);
    }

    private static HmacCheck.Message message(WebhookRequest request, List<String> names) {
        StringBuilder head = new StringBuilder(request.method())
                .append('\n')
                .append(ContentfulPath.of(request.url()))
                .append('\n');
        String separator = "";
        for (String name : names) {
            head.append(separator).append(name).append(':').append(SignedHeaders.value(request.headers(), name));
            separator = ";";
        }
        return new HmacCheck.Message(head.append('\n').toString().getBytes(StandardCharsets.UTF_8), request.body());
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA256, keys);
        return (request, at, id) -> sign(request, at, hmac);
    }

    /** Signs those of the request's headers that are Contentful's own. */
    private static OutboundRequest sign(OutboundRequest request, Instant at, HmacCheck hmac) {
        TreeSet<String> names = new TreeSet<>(Set.of(SIGNED_HEADERS, TIMESTAMP));
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.nameAt(i).toLowerCase(Locale.ROOT);
            if (name.startsWith("x-contentful-")) {
                names.add(name);
            }
        }
        names.remove(SIGNATURE);
        OutboundRequest prepared = request.withHeader(TIMESTAMP, TimeFormat.MILLISECONDS.format(at))
                .withHeader(SIGNED_HEADERS, String.join(",", names));
        byte[] signature = hmac.sign(message(prepared.receivedAt(at), List.copyOf(names)));
        return prepared.withHeader(SIGNATURE, Encoding.HEX.encode(signature));
    }
}
