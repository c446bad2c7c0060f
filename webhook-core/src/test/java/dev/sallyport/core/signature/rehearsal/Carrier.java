package dev.sallyport.core.signature.rehearsal;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.ItemFormat;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignaturePlace;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerifierOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A genuine request together with the place in it that carries the signature.
 *
 * @param rehearsal the scheme and its keys
 * @param request the request
 * @param field the place
 * @param text what stands there
 * @param from where the signature proper begins in the text
 * @param to where it ends
 */
public record Carrier(Rehearsal rehearsal, OutboundRequest request, Field field, String text, int from, int to) {

    public static Carrier of(Rehearsal rehearsal) {
        OutboundRequest request = rehearsal.signed();
        Field field =
                switch (rehearsal.scheme().rules()) {
                    case MessageRules rules -> actual(rules.signature().fields().get(0));
                    case JwsRules rules -> rules.fields().get(0);
                    case CodedRules rules -> inCode(rehearsal.scheme().name());
                };
        String text = FieldReader.of(List.of(field))
                .read(request.receivedAt(Rehearsal.NOW), VerifierOptions.defaults())
                .text(field);
        if (text == null) {
            throw new IllegalStateException("no signature of " + rehearsal + " at " + field);
        }
        if (rehearsal.scheme().rules() instanceof MessageRules rules) {
            return of(rehearsal, request, field, text, rules.signature());
        }
        return new Carrier(rehearsal, request, field, text, text.lastIndexOf('.') + 1, text.length());
    }

    /** The signature is the last item that has the first form. */
    private static Carrier of(
            Rehearsal rehearsal, OutboundRequest request, Field field, String text, SignaturePlace place) {
        int item = place.items().isEmpty() ? 0 : text.lastIndexOf(place.items()) + 1;
        while (text.charAt(item) == ' ') {
            item++;
        }
        ItemFormat format = place.formats().get(0);
        int from = item + format.before().length();
        if (format.namesKey()) {
            from = text.indexOf(format.between(), from) + format.between().length();
        }
        return new Carrier(
                rehearsal,
                request,
                field,
                text,
                from,
                text.length() - format.after().length());
    }

    private static Field actual(Field field) {
        return field instanceof Field.Header header && header.name().endsWith("#")
                ? new Field.Header(header.name().replace('#', '1'))
                : field;
    }

    private static Field inCode(String scheme) {
        return Field.parse(
                switch (scheme) {
                    case "adyen" -> "json:/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature";
                    case "apple" -> "json:/signedPayload";
                    case "braintree" -> "form:bt_signature";
                    case "contentful" -> "header:x-contentful-signature";
                    case "ebay" -> "header:X-EBAY-SIGNATURE";
                    case "paypal" -> "header:PAYPAL-TRANSMISSION-SIG";
                    case "sns" -> "json:/Signature";
                    case "truelayer" -> "header:Tl-Signature";
                    case "twilio" -> "header:X-Twilio-Signature";
                    default -> throw new IllegalArgumentException("where does " + scheme + " carry its signature?");
                });
    }

    public boolean isInHeader() {
        return field instanceof Field.Header;
    }

    public String signature() {
        return text.substring(from, to);
    }

    /** Verifies the request with another text at the place. */
    public VerificationResult verifyWithText(String other) {
        return rehearsal.verify(with(other));
    }

    /** Verifies the request with another signature within the text. */
    public VerificationResult verifyWithSignature(String other) {
        return verifyWithText(text.substring(0, from) + other + text.substring(to));
    }

    private OutboundRequest with(String other) {
        return switch (field) {
            case Field.Header header -> request.withHeader(header.name(), other);
            case Field.Json json -> request.withBody(JsonEdit.withText(request.body(), json.pointer(), other));
            case Field.Query query -> request.withUrl(replaced(request.url(), query.name(), other));
            case Field.Form form ->
                request.withBody(bytes(replaced(
                        new String(request.body().toByteArray(), StandardCharsets.UTF_8), form.name(), other)));
            case Field.Body body -> request.withBody(bytes(other));
            case Field.Claim claim -> throw new IllegalStateException("a signature is no claim");
            case Field.Config config -> throw new IllegalStateException("a signature is not configured");
            case Field.Item item -> throw new IllegalStateException("a signature is no part of itself");
            case Field.ItemAt item -> throw new IllegalStateException("a signature is no part of itself");
        };
    }

    private static RawPayload bytes(String text) {
        return RawPayload.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String replaced(String pairs, String name, String other) {
        int start = pairs.indexOf(name + "=");
        if (start < 0) {
            throw new IllegalStateException("no " + name + " in " + pairs);
        }
        int end = pairs.indexOf('&', start);
        return pairs.substring(0, start + name.length() + 1)
                + URLEncoder.encode(other, StandardCharsets.UTF_8)
                + (end < 0 ? "" : pairs.substring(end));
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return rehearsal.toString();
    }
}
