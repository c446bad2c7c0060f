package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.HandshakeReply;
import dev.sallyport.core.signature.HandshakeRules;
import dev.sallyport.core.signature.HandshakeText;
import dev.sallyport.core.signature.IdentityRules;
import dev.sallyport.core.signature.IdentityRules.OrderRules;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.Part;
import dev.sallyport.core.signature.SignaturePlace;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.Template;
import dev.sallyport.core.signature.TimestampRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param rotation what lets an old and a new secret be active together
 * @param handshake by which requests the provider tries the endpoint, and what is done about them
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
        String rotation,
        String handshake,
        String eventId,
        String eventType,
        String order,
        String source,
        String confidence) {

    private static final String NONE = "-";

    /** Where a request does not say which key signed it, each active one is tried. */
    private static final String SECRETS = "several secrets";

    private static final String KEY_ID = "key id";

    /** Describes a scheme. */
    public static SchemeSummary of(SignatureScheme scheme) {
        return switch (scheme.rules()) {
            case MessageRules rules -> of(scheme, rules);
            case JwsRules rules -> of(scheme, rules);
            case CodedRules rules -> of(scheme, rules.code().describe());
        };
    }

    private static SchemeSummary of(SignatureScheme scheme, MessageRules rules) {
        TimestampRules time = rules.timestamp();
        return summary(
                scheme,
                places(rules.signature().fields()),
                rules.algorithm().label(),
                rules.algorithm().family() == Algorithm.Family.TOKEN ? "nothing" : text(rules.message()),
                time == null ? NONE : tolerance(time.pastTolerance(), time.futureTolerance()),
                rotation(rules));
    }

    private static SchemeSummary of(SignatureScheme scheme, JwsRules rules) {
        String algorithms = rules.algorithms().stream().map(Enum::name).collect(Collectors.joining(", "));
        Duration tolerance = rules.issuedAtTolerance();
        String url = rules.url() == null ? "" : " and URL";
        return summary(
                scheme,
                places(rules.fields()) + ", a JWS",
                algorithms,
                (rules.body() == null ? "the token, which is the body" : "claims with digests of the body") + url,
                tolerance == null ? NONE : tolerance(tolerance, tolerance),
                KEY_ID);
    }

    private static String rotation(MessageRules rules) {
        SignaturePlace place = rules.signature();
        if (place.pairedWithKeys()) {
            return "a header for each key";
        }
        if (place.all() || !place.items().isEmpty() || !place.sets().isEmpty()) {
            return "several signatures";
        }
        return rules.keyId().isEmpty() ? SECRETS : KEY_ID;
    }

    private static SchemeSummary of(SignatureScheme scheme, CodedScheme.Description words) {
        Duration tolerance = words.tolerance();
        SchemeSummary summary = summary(
                scheme,
                words.place(),
                words.algorithm(),
                words.signed(),
                tolerance == null ? NONE : tolerance(tolerance, tolerance),
                scheme.key().needsSecrets() ? SECRETS : KEY_ID);
        CodedScheme.IdentityInWords identity = words.identity();
        return identity == null ? summary : summary.identifiedBy(identity);
    }

    private SchemeSummary identifiedBy(CodedScheme.IdentityInWords identity) {
        return new SchemeSummary(
                name,
                provider,
                place,
                algorithm,
                signed,
                covers,
                tolerance,
                rotation,
                handshake,
                identity.eventId(),
                identity.eventType(),
                identity.order(),
                source,
                confidence);
    }

    private static SchemeSummary summary(
            SignatureScheme scheme, String place, String algorithm, String signed, String tolerance, String rotation) {
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
                rotation,
                handshakes(scheme.handshakes()),
                texts(identity.id()),
                texts(identity.type()),
                order == null ? NONE : order.kind().name().toLowerCase(Locale.ROOT) + " at " + place(order.field()),
                scheme.source(),
                scheme.confidence().name());
    }

    private static String handshakes(List<HandshakeRules> handshakes) {
        return handshakes.isEmpty()
                ? NONE
                : handshakes.stream().map(SchemeSummary::handshake).collect(Collectors.joining("; "));
    }

    private static String handshake(HandshakeRules rules) {
        HandshakeRules.Action action = rules.action();
        String done =
                switch (action) {
                    case null -> answer(rules);
                    case HandshakeRules.Action.Confirm confirm -> "calls " + place(confirm.url());
                    case HandshakeRules.Action.Keep keep -> "keeps " + place(keep.secret());
                };
        return (rules.signed() ? "signed " : "") + rules.method() + ": " + done;
    }

    private static String answer(HandshakeRules rules) {
        HandshakeRules.Proof proof = rules.proof();
        if (proof != null) {
            return proof.algorithm().label() + " of " + text(proof.message());
        }
        HandshakeReply.Content content = rules.reply().content();
        Stream<HandshakeText> texts = Stream.concat(
                rules.reply().headers().values().stream(), content == null ? Stream.of() : Stream.of(content.text()));
        String repeated = texts.flatMap(text -> text.pieces().stream())
                .filter(HandshakeText.Piece.Value.class::isInstance)
                .map(piece -> place(((HandshakeText.Piece.Value) piece).field()))
                .collect(Collectors.joining(", "));
        return repeated.isEmpty() ? String.valueOf(rules.reply().status()) : "repeats " + repeated;
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
            case Field.Body whole -> "body";
            case Field.Claim claim -> "claim " + claim;
            case Field.Config config -> "configured " + config.name();
            case Field.Item item -> "item " + item.prefix();
            case Field.ItemAt at -> "item " + at.index();
        };
    }
}
