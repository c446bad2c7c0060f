package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.FormFields;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.key.DecodedKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Twilio: HMAC-SHA1 of the URL followed by the names and values of the form, sorted by name. Other bodies are bound by
 * their SHA-256 in the URL's parameter {@code bodySHA256}. Twilio's own proxies add and drop the port, so the URL holds
 * with and without it.
 *
 * <p>Code, because the URL is tried in several forms and what is signed depends on the URL itself. A form is covered by
 * its text only: nothing separates names and values, so that their borders can be shifted.
 */
final class TwilioScheme implements CodedScheme {

    private static final String HEADER = "X-Twilio-Signature";
    private static final String BODY_DIGEST = "bodySHA256";

    private static final FieldReader READER = FieldReader.of(List.of());
    private static final Coverage OF_FORM = new Coverage(Coverage.Body.FIELDS, false, true, false, false, Set.of());
    private static final Coverage OF_DIGEST = new Coverage(Coverage.Body.WHOLE, false, true, false, false, Set.of());

    @Override
    public Coverage coverage() {
        return OF_FORM;
    }

    @Override
    public Description describe() {
        return new Description(
                "X-Twilio-Signature", "hmac-sha1", "URL and form fields, or URL with the body's digest", null, null);
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA1, keys);
        return request -> verify(request, hmac, options);
    }

    private static VerificationResult verify(WebhookRequest request, HmacCheck hmac, VerifierOptions options) {
        RequestFields fields = READER.read(request, options);
        String text = fields.header(HEADER);
        if (text == null) {
            return Refused.because(fields.fault());
        }
        byte[] signature = Encoding.BASE64.decode(text);
        FormFields query = FormFields.parseQuery(request.url());
        if (signature == null || query == null || query.count(BODY_DIGEST) > 1) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        String digest = query.first(BODY_DIGEST);
        byte[] expected = digest == null ? null : Encoding.HEX.decode(digest);
        byte[] parameters = new byte[0];
        if (digest == null) {
            FormFields form = fields.form();
            if (form == null) {
                return Refused.because(fields.fault());
            }
            parameters = sorted(form);
        } else if (expected == null) {
            return Refused.because(RefusalReason.MALFORMED);
        } else if (!MessageDigest.isEqual(expected, request.body().sha256().toByteArray())) {
            return Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        List<HmacCheck.Message> messages = new ArrayList<>();
        for (String url : UrlPort.variants(request.url())) {
            messages.add(message(url, parameters));
        }
        DecodedKey key = hmac.keyThatSigned(request.receivedAt(), signature, messages);
        return key == null
                ? Refused.because(RefusalReason.INVALID_SIGNATURE)
                : new Verified(key.keyId(), digest == null ? OF_FORM : OF_DIGEST, null);
    }

    private static HmacCheck.Message message(String url, byte[] parameters) {
        return new HmacCheck.Message(url.getBytes(StandardCharsets.UTF_8), RawPayload.adopt(parameters));
    }

    /** A value that a name has several times counts once, and several values are sorted, as Twilio does. */
    private static byte[] sorted(FormFields form) {
        SortedMap<String, SortedSet<String>> byName = new TreeMap<>();
        for (int i = 0; i < form.size(); i++) {
            byName.computeIfAbsent(form.nameAt(i), name -> new TreeSet<>()).add(form.valueAt(i));
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, SortedSet<String>> field : byName.entrySet()) {
            for (String value : field.getValue()) {
                text.append(field.getKey()).append(value);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        HmacCheck hmac = HmacCheck.of(Algorithm.HMAC_SHA1, keys);
        return (request, at, id) -> sign(request, hmac);
    }

    /** Signs a form, or, if the body is declared to be something else, its digest in the URL. */
    private static OutboundRequest sign(OutboundRequest request, HmacCheck hmac) {
        String type = request.headers().first("Content-Type");
        boolean isForm = type == null || type.startsWith("application/x-www-form-urlencoded");
        if (!isForm) {
            String url = request.url();
            String signed = url + (url.indexOf('?') < 0 ? '?' : '&') + BODY_DIGEST + "="
                    + Encoding.HEX.encode(request.body().sha256().toByteArray());
            byte[] signature = hmac.sign(message(signed, new byte[0]));
            return request.withUrl(signed).withHeader(HEADER, Encoding.BASE64.encode(signature));
        }
        FormFields form = FormFields.parse(request.body());
        if (form == null) {
            throw new IllegalArgumentException("the body is not a form");
        }
        byte[] signature = hmac.sign(message(request.url(), sorted(form)));
        return request.withHeader(HEADER, Encoding.BASE64.encode(signature));
    }
}
