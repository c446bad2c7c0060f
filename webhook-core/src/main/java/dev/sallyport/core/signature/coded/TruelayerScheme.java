package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
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
import dev.sallyport.core.signature.TimeWindow;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.CompactJws;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.codec.TimeFormat;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.Environment;
import dev.sallyport.core.signature.key.PinnedUrls;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * TrueLayer: a detached JSON Web Signature (ES512) over method, path, chosen headers and body. Its header names the
 * headers, the key, and where TrueLayer publishes it. Some servers drop or add a slash at the path's end, so the other
 * form is tried, too.
 *
 * <p>Code, because the signature says which headers are signed. The time is signed, but TrueLayer sets no limit to its
 * age: none is set here unless a tolerance is configured.
 */
final class TruelayerScheme implements CodedScheme {

    private static final String HEADER = "Tl-Signature";
    private static final String TIMESTAMP = "X-Tl-Webhook-Timestamp";
    private static final int MOST_HEADERS = 32;

    private static final String KEYS = "https://webhooks.truelayer.com/.well-known/jwks";
    private static final String SANDBOX_KEYS = "https://webhooks.truelayer-sandbox.com/.well-known/jwks";

    private static final FieldReader READER = FieldReader.of(List.of());

    @Override
    public Coverage coverage() {
        return covering(Set.of());
    }

    @Override
    public Description describe() {
        return new Description(
                "Tl-Signature, a detached JWS", "ES512", "method, path, listed headers, body", null, null);
    }

    private static Coverage covering(Set<String> headers) {
        return new Coverage(Coverage.Body.WHOLE, true, true, true, false, headers);
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of(), Set.of(Environment.SETTING));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        PublishedKeys published = PublishedKeys.of(keys, options.keyResolver());
        String address = Environment.named(options.config(Environment.SETTING)).choose(KEYS, SANDBOX_KEYS);
        PinnedUrls pinned = PinnedUrls.of(address);
        TimeWindow window = options.window(TimeWindow.ANY_AGE, TimeWindow.ANY_AGE);
        return request -> verify(READER.read(request, options), window, published, pinned, address);
    }

    private static VerificationResult verify(
            RequestFields fields, TimeWindow window, PublishedKeys keys, PinnedUrls pinned, String address) {
        WebhookRequest request = fields.request();
        String text = fields.header(HEADER);
        if (text == null) {
            return Refused.because(fields.fault());
        }
        CompactJws jws = CompactJws.parse(text);
        List<String> names = jws == null || !isOfTruelayer(jws, pinned) ? null : headerNames(jws);
        if (jws == null || names == null) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        RefusalReason fault = SignedHeaders.fault(request.headers(), names);
        if (fault != null) {
            return Refused.because(fault);
        }
        String time = SignedHeaders.value(request.headers(), TIMESTAMP);
        Instant signedAt = TimeFormat.ISO8601.parse(time);
        if (signedAt == null) {
            return Refused.because(time.isEmpty() ? RefusalReason.MISSING_HEADER : RefusalReason.MALFORMED);
        }
        if (!window.contains(signedAt, request.receivedAt())) {
            return Refused.because(RefusalReason.EXPIRED);
        }
        String path = UrlTarget.path(request.url());
        String other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        return new PublishedKeyCheck(
                        covering(lowerCase(names)),
                        signedAt,
                        key -> signed(key, jws, request, path, names) || signed(key, jws, request, other, names))
                .decide(keys, address, jws.text("kid"), request.receivedAt());
    }

    private static boolean isOfTruelayer(CompactJws jws, PinnedUrls pinned) {
        String url = jws.text("jku");
        return jws.isDetached()
                && "ES512".equals(jws.text("alg"))
                && "2".equals(jws.text("tl_version"))
                && jws.text("kid") != null
                && (url == null ? jws.header("jku") == null : pinned.admit(url));
    }

    /** Returns null unless the names are names, none stands twice, and the time is among them. */
    private static @Nullable List<String> headerNames(CompactJws jws) {
        String list = jws.text("tl_headers");
        if (list == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        Set<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : list.split(",", MOST_HEADERS + 1)) {
            names.add(name.strip());
            if (!SignedHeaders.isName(name.strip()) || !distinct.add(name.strip())) {
                return null;
            }
        }
        return names.size() <= MOST_HEADERS && distinct.contains(TIMESTAMP) ? names : null;
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean signed(
            DecodedKey key, CompactJws jws, WebhookRequest request, String path, List<String> names) {
        return KeyPairAlgorithm.ES512.verifies(
                key.asymmetric(), jws.signedWith(payload(request, path, names)), jws.signature());
    }

    private static byte[] payload(WebhookRequest request, String path, List<String> names) {
        StringBuilder head =
                new StringBuilder(request.method()).append(' ').append(path).append('\n');
        for (String name : names) {
            head.append(name)
                    .append(": ")
                    .append(SignedHeaders.value(request.headers(), name))
                    .append('\n');
        }
        ByteArrayOutputStream payload =
                new ByteArrayOutputStream(head.length() + request.body().size());
        payload.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        payload.writeBytes(request.body().toByteArray());
        return payload.toByteArray();
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        if (keys.isEmpty()) {
            throw new UnsupportedOperationException("to sign, configure the private key");
        }
        String address = Environment.named(options.config(Environment.SETTING)).choose(KEYS, SANDBOX_KEYS);
        return (request, at, id) -> sign(request, at, keys.get(0), address);
    }

    private static OutboundRequest sign(OutboundRequest request, Instant at, DecodedKey key, String address) {
        OutboundRequest prepared = request.withHeader(TIMESTAMP, TimeFormat.ISO8601.format(at));
        List<String> names = new ArrayList<>(List.of(TIMESTAMP));
        if (request.headers().count("Content-Type") == 1) {
            names.add("Content-Type");
        }
        RawPayload json = RawPayload.adopt(("{\"alg\":\"ES512\",\"tl_version\":\"2\",\"tl_headers\":\""
                        + String.join(",", names) + "\",\"jku\":\"" + address + "\"}")
                .getBytes(StandardCharsets.US_ASCII));
        json = JsonEdit.withText(json, JsonPointer.parse("/kid"), key.keyId());
        String header = Encoding.BASE64URL.encode(json.toByteArray());
        String payload =
                Encoding.BASE64URL.encode(payload(prepared.receivedAt(at), UrlTarget.path(request.url()), names));
        byte[] signature = KeyPairAlgorithm.ES512.sign(
                key.asymmetric(), (header + "." + payload).getBytes(StandardCharsets.US_ASCII));
        return prepared.withHeader(HEADER, header + ".." + Encoding.BASE64URL.encode(signature));
    }
}
