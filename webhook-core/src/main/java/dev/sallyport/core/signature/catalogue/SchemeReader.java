package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Confidence;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.IdRules;
import dev.sallyport.core.signature.IdentityRules;
import dev.sallyport.core.signature.ItemFormat;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.Part;
import dev.sallyport.core.signature.SchemeRules;
import dev.sallyport.core.signature.SignaturePlace;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.Template;
import dev.sallyport.core.signature.TimestampRules;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.codec.TimeFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes schemes of definitions: nested maps of texts, numbers, booleans and lists, as a YAML or JSON reader hands them
 * over. The built-in catalogue and the {@code schemes} of {@code sallyport.yaml} are read by this same class, so both
 * have the same fields; {@code docs/schemes.md} describes them.
 */
public final class SchemeReader {

    private static final Set<String> FIELDS = Set.of(
            "like",
            "provider",
            "signature",
            "timestamp",
            "id",
            "require",
            "keyId",
            "message",
            "algorithm",
            "code",
            "jws",
            "key",
            "identity",
            "handshake",
            "source",
            "confidence");

    private static final Set<String> SIGNATURE_FIELDS =
            Set.of("header", "json", "form", "query", "all", "sets", "items", "format", "encoding", "pairedWithKeys");

    private static final Set<String> PLACES = Set.of("header", "json", "form", "query");

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Function<String, @Nullable CodedScheme> codes;
    private final Function<String, @Nullable Map<String, ?>> definitions;

    /**
     * Makes a reader.
     *
     * @param codes finds the code of that name, or null
     * @param definitions finds the definition of that name, for those that are {@code like} another; or null
     */
    SchemeReader(
            Function<String, @Nullable CodedScheme> codes, Function<String, @Nullable Map<String, ?>> definitions) {
        this.codes = codes;
        this.definitions = definitions;
    }

    /**
     * Reads a definition.
     *
     * @param name the name under which the scheme is to be known
     * @throws SchemeDefinitionException if a field is missing, unknown or wrong; the message names it and the remedy
     */
    public SignatureScheme read(String name, Map<String, ?> definition) {
        Definition scheme = new Definition(name, inherited(name, definition), FIELDS);
        SchemeRules rules = rules(scheme);
        return new SignatureScheme(
                name,
                scheme.text("provider", name),
                rules,
                KeyDefinition.read(scheme, rules),
                identity(scheme),
                HandshakeDefinition.read(scheme),
                scheme.text("source", ""),
                scheme.choice("confidence", Confidence.class, Confidence.OWN));
    }

    private SchemeRules rules(Definition scheme) {
        if (scheme.has("code")) {
            return coded(scheme);
        }
        return scheme.has("jws") ? JwsDefinition.read(scheme) : message(scheme);
    }

    /** A definition that is {@code like} another has its fields, but for those it says itself. */
    private Map<String, ?> inherited(String name, Map<String, ?> definition) {
        if (!(definition.get("like") instanceof String base)) {
            return definition;
        }
        Map<String, ?> inherited = definitions.apply(base);
        if (inherited == null) {
            throw new SchemeDefinitionException(name + ".like", "there is no scheme '" + base + "' in the catalogue");
        }
        Map<String, Object> merged = new LinkedHashMap<>(inherited(base, inherited));
        merged.putAll(definition);
        return merged;
    }

    private CodedRules coded(Definition scheme) {
        String name = scheme.required("code", "adyen");
        CodedScheme code = codes.apply(name);
        if (code == null) {
            throw scheme.error("code", "there is no code named '" + name + "'");
        }
        return new CodedRules(code);
    }

    private static MessageRules message(Definition scheme) {
        Algorithm algorithm = scheme.read("algorithm", scheme.required("algorithm", "hmac-sha256"), Algorithm::named);
        Template message = scheme.read("message", scheme.text("message", "{body}"), Template::parse);
        TimestampRules timestamp = timestamp(scheme);
        IdRules id = id(scheme);
        boolean isToken = algorithm.family() == Algorithm.Family.TOKEN;
        if (isToken) {
            message = new Template(List.of());
        }
        checkMessage(scheme, message, algorithm, timestamp, id);
        return new MessageRules(
                signature(scheme, isToken ? Encoding.TEXT : null),
                timestamp,
                id,
                required(scheme),
                scheme.each("keyId", Field::parse),
                message,
                algorithm);
    }

    private static void checkMessage(
            Definition scheme,
            Template message,
            Algorithm algorithm,
            @Nullable TimestampRules timestamp,
            @Nullable IdRules id) {
        if (message.parts().contains(Part.Simple.TIMESTAMP) && timestamp == null) {
            throw scheme.error("timestamp", "is missing, but message holds {timestamp}");
        }
        if (message.parts().contains(Part.Simple.ID) && id == null) {
            throw scheme.error("id", "is missing, but message holds {id}");
        }
        boolean keyed = message.parts().contains(Part.Simple.SECRET);
        if (keyed != (algorithm.family() == Algorithm.Family.DIGEST)) {
            throw scheme.error(
                    "message",
                    keyed
                            ? "may hold {secret} only with a plain digest as algorithm"
                            : "must hold {secret}, because a plain digest has no key");
        }
        for (Part part : message.parts()) {
            if (part instanceof Part.Value value
                    && (value.field() instanceof Field.Item || value.field() instanceof Field.ItemAt)) {
                throw scheme.error("message", "cannot hold an item of the signature; write {timestamp}");
            }
        }
    }

    private static SignaturePlace signature(Definition scheme, @Nullable Encoding presumed) {
        Definition signature = scheme.child("signature", SIGNATURE_FIELDS);
        if (signature == null) {
            throw scheme.error("signature", "is missing; write for example {header: X-Signature, encoding: hex}");
        }
        List<Field> fields = new ArrayList<>();
        for (String kind : List.of("header", "json", "form", "query")) {
            fields.addAll(signature.each(kind, name -> Field.parse(kind + ":" + name)));
        }
        if (fields.isEmpty()) {
            throw signature.error("header", "is missing; write the header's name, or one of " + PLACES);
        }
        List<ItemFormat> formats = signature.each("format", ItemFormat::parse);
        if (presumed == null && !signature.has("encoding")) {
            throw signature.error("encoding", "is missing; write hex, base64 or base64url");
        }
        return new SignaturePlace(
                fields,
                signature.flag("all"),
                signature.text("sets", ""),
                signature.text("items", ""),
                formats.isEmpty() ? List.of(ItemFormat.BARE) : formats,
                signature.choice("encoding", Encoding.class, presumed == null ? Encoding.HEX : presumed),
                signature.flag("pairedWithKeys"));
    }

    private static @Nullable TimestampRules timestamp(Definition scheme) {
        Definition timestamp = scheme.child("timestamp", Set.of("at", "unit", "tolerance", "futureTolerance"));
        if (timestamp == null) {
            return null;
        }
        List<Field> fields = timestamp.each("at", Field::parse);
        if (fields.isEmpty()) {
            throw timestamp.error("at", "is missing; " + Field.FORMS);
        }
        Duration past = timestamp.duration("tolerance", FIVE_MINUTES);
        return new TimestampRules(
                fields,
                timestamp.choice("unit", TimeFormat.class, TimeFormat.SECONDS),
                past,
                timestamp.duration("futureTolerance", past));
    }

    private static @Nullable IdRules id(Definition scheme) {
        Definition id = scheme.child("id", Set.of("at", "forbidden"));
        if (id == null) {
            return null;
        }
        List<Field> fields = id.each("at", Field::parse);
        if (fields.isEmpty()) {
            throw id.error("at", "is missing; " + Field.FORMS);
        }
        Definition signature = scheme.child("signature", SIGNATURE_FIELDS);
        boolean isItem = fields.stream().anyMatch(field -> field instanceof Field.Item);
        if (isItem && (fields.size() > 1 || signature == null || !signature.has("items") || signature.has("sets"))) {
            throw id.error("at", "can be an item only alone, of a signature with items and without sets");
        }
        return new IdRules(fields, id.text("forbidden", ""));
    }

    private static Map<String, String> required(Definition scheme) {
        Map<String, ?> required = scheme.object("require");
        Map<String, String> values = new LinkedHashMap<>();
        if (required != null) {
            required.forEach((header, value) -> values.put(header, String.valueOf(value)));
        }
        return values;
    }

    private static IdentityRules identity(Definition scheme) {
        Definition identity = scheme.child("identity", Set.of("id", "type", "entity", "order"));
        if (identity == null) {
            return IdentityRules.NONE;
        }
        return new IdentityRules(
                templates(identity, "id"), templates(identity, "type"), templates(identity, "entity"), order(identity));
    }

    private static List<Template> templates(Definition identity, String name) {
        List<Template> templates = identity.each(name, Template::parse);
        for (Template template : templates) {
            for (Part part : template.parts()) {
                if (!(part instanceof Part.Literal || part instanceof Part.Value)) {
                    throw identity.error(name, "may hold places only, such as {json:/id} or {header:X-Event-Id}");
                }
            }
        }
        return templates;
    }

    private static IdentityRules.@Nullable OrderRules order(Definition identity) {
        Definition order = identity.child("order", Set.of("kind", "at", "unit"));
        if (order == null) {
            return null;
        }
        String at = order.required("at", "json:/created");
        OrderingMark.Kind kind = order.choice("kind", OrderingMark.Kind.class, OrderingMark.Kind.TIME);
        boolean isTime = order.has("unit") || kind == OrderingMark.Kind.TIME;
        return new IdentityRules.OrderRules(
                kind,
                order.read("at", at, Field::parse),
                isTime ? order.choice("unit", TimeFormat.class, TimeFormat.SECONDS) : null);
    }
}
