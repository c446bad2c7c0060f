package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.IdentityRules;
import dev.sallyport.core.signature.IdentityRules.OrderRules;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.Part;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.Template;
import dev.sallyport.core.signature.TimestampRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scheme in words, for lists and documents. A field that does not apply holds {@code -}.
 *
 * @param name the catalogue's name
 * @param provider the provider's name for people
 * @param place where the signature stands
 * @param algorithm how it is made
 * @param signed what is signed
 * @param covers what the signature vouches for
 * @param tolerance how far the signed time may lie in the past and in the future
 * @param severalSignatures whether a request may carry several, during a rotation
 * @param eventId where the event's id stands
 * @param eventType where its type stands
 * @param order where its place among others stands, and what kind of place that is
 * @param source where this was learned
 * @param confidence how sure it is
 */
public record SchemeSummary(
        String name,
        String provider,
        String place,
        String algorithm,
        String signed,
        String covers,
        String tolerance,
        boolean severalSignatures,
        String eventId,
        String eventType,
        String order,
        String source,
        String confidence) {

    private static final String NONE = "-";

    /** What a scheme written in code does, in words: its rules are not data that could be read. */
    private record InCode(String place, String algorithm, String signed) {}

    private static final Map<String, InCode> IN_CODE = Map.of(
            "adyen",
            new InCode(
                    "body: additionalData.hmacSignature of each item",
                    "hmac-sha256",
                    "eight fields of each item, joined by ':'"),
            "apple",
            new InCode("body: signedPayload, a JWS", "ES256 and a certificate chain", "the JWS itself"),
            "braintree",
            new InCode("form: bt_signature", "hmac-sha1", "form field bt_payload"),
            "contentful",
            new InCode("x-contentful-signature", "hmac-sha256", "method, path, listed headers, body"),
            "ebay",
            new InCode("X-EBAY-SIGNATURE, JSON in base64", "ecdsa-p256-sha1-der", "body"),
            "paypal",
            new InCode("PAYPAL-TRANSMISSION-SIG", "rsa-pkcs1-sha256", "id, time, webhook id, CRC-32 of the body"),
            "sns",
            new InCode("body: Signature", "rsa-pkcs1-sha1 or -sha256", "listed fields of the message's type"),
            "truelayer",
            new InCode("Tl-Signature, a detached JWS", "ES512", "method, path, listed headers, body"),
            "twilio",
            new InCode("X-Twilio-Signature", "hmac-sha1", "URL and form fields, or URL with the body's digest"));

    /** Describes a scheme. */
    public static SchemeSummary of(SignatureScheme scheme) {
        return switch (scheme.rules()) {
            case MessageRules rules -> of(scheme, rules);
            case JwsRules rules -> of(scheme, rules);
            case CodedRules coded -> ofCode(scheme);
        };
    }

    private static SchemeSummary of(SignatureScheme scheme, MessageRules rules) {
        TimestampRules time = rules.timestamp();
        boolean several = rules.signature().all()
                || !rules.signature().items().isEmpty()
                || !rules.signature().sets().isEmpty();
        return summary(
                scheme,
                places(rules.signature().fields()),
                rules.algorithm().label(),
                rules.algorithm().family() == Algorithm.Family.TOKEN ? "nothing" : text(rules.message()),
                time == null ? NONE : tolerance(time.pastTolerance(), time.futureTolerance()),
                several);
    }

    private static SchemeSummary of(SignatureScheme scheme, JwsRules rules) {
        String algorithms = rules.algorithms().stream().map(Enum::name).collect(Collectors.joining(", "));
        Duration tolerance = rules.issuedAtTolerance();
        String url = rules.url() == null ? "" : " and URL";
        return summary(
                scheme,
                places(rules.fields()) + ", a JWS",
                algorithms,
                "claims with digests of the body" + url,
                tolerance == null ? NONE : tolerance(tolerance, tolerance),
                false);
    }

    private static SchemeSummary ofCode(SignatureScheme scheme) {
        InCode words = IN_CODE.get(scheme.name());
        if (words == null) {
            throw new IllegalStateException("scheme '" + scheme.name() + "' is in code and not described");
        }
        return summary(scheme, words.place, words.algorithm, words.signed, NONE, false);
    }

    private static SchemeSummary summary(
            SignatureScheme scheme,
            String place,
            String algorithm,
            String signed,
            String tolerance,
            boolean severalSignatures) {
        IdentityRules identity = scheme.identity();
        OrderRules order = identity.order();
        return new SchemeSummary(
                scheme.name(),
                scheme.provider(),
                place,
                algorithm,
                signed,
                scheme.coverage().describe(),
                tolerance,
                severalSignatures,
                texts(identity.id()),
                texts(identity.type()),
                order == null ? NONE : order.kind().name().toLowerCase(Locale.ROOT) + " at " + place(order.field()),
                scheme.source(),
                scheme.confidence().name());
    }

    private static String tolerance(Duration past, Duration future) {
        return past.equals(future)
                ? seconds(past) + " both ways"
                : seconds(past) + " past, " + seconds(future) + " future";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static String places(List<Field> fields) {
        return fields.isEmpty()
                ? NONE
                : fields.stream().map(SchemeSummary::place).collect(Collectors.joining(" or "));
    }

    private static String texts(List<Template> templates) {
        return templates.isEmpty()
                ? NONE
                : templates.stream().map(SchemeSummary::text).collect(Collectors.joining(" or "));
    }

    private static String text(Template template) {
        return template.parts().stream().map(SchemeSummary::text).collect(Collectors.joining());
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Literal literal -> literal.text().replace("\n", "\\n");
            case Part.Value value -> "{" + place(value.field()) + "}";
            case Part.BodyDigest digest -> "{" + digest.digest().label() + " of body}";
            case Part.FormPairs pairs -> "{form pairs, sorted}";
            case Part.Simple simple ->
                switch (simple) {
                    case BODY -> "{body}";
                    case TIMESTAMP -> "{timestamp}";
                    case ID -> "{id}";
                    case METHOD -> "{method}";
                    case URL -> "{url}";
                    case PATH -> "{path}";
                    case SECRET -> "{secret}";
                    case BODY_CRC32 -> "{CRC-32 of body}";
                    case FORM_CONCATENATED -> "{form fields, sorted}";
                };
        };
    }

    private static String place(Field field) {
        return switch (field) {
            case Field.Header header -> header.name();
            case Field.Query query -> "query " + query.name();
            case Field.Form form -> "form " + form.name();
            case Field.Json json -> "body " + json.pointer();
            case Field.Config config -> "configured " + config.name();
            case Field.Item item -> "item " + item.prefix();
            case Field.ItemAt at -> "item " + at.index();
        };
    }
}
