package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.HandshakeReply;
import dev.sallyport.core.signature.HandshakeRules;
import dev.sallyport.core.signature.HandshakeRules.Action;
import dev.sallyport.core.signature.HandshakeText;
import dev.sallyport.core.signature.ReflectedForm;
import dev.sallyport.core.signature.Template;
import dev.sallyport.core.signature.codec.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code handshake} of a definition: requests that the gate answers itself. */
final class HandshakeDefinition {

    private static final Set<String> FIELDS =
            Set.of("when", "absent", "signed", "expect", "form", "sign", "respond", "refuse", "confirm", "keep");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "OPTIONS");

    private static final String AN_EXAMPLE = "{method: GET, 'query:mode': subscribe}";

    private final Definition handshake;

    private HandshakeDefinition(Definition handshake) {
        this.handshake = handshake;
    }

    static List<HandshakeRules> read(Definition scheme) {
        List<HandshakeRules> rules = new ArrayList<>();
        for (Definition handshake : scheme.children("handshake", FIELDS)) {
            rules.add(new HandshakeDefinition(handshake).read());
        }
        return rules;
    }

    private HandshakeRules read() {
        Map<String, ?> when = object("when", AN_EXAMPLE);
        boolean signed = handshake.flag("signed");
        HandshakeReply reply = ReplyDefinition.read(handshake, "respond", 200, 299);
        if (reply == null) {
            throw handshake.error("respond", "is missing; write for example {text: '{query:challenge}'}");
        }
        HandshakeRules.Proof proof = proof();
        if (proof == null && ReplyDefinition.isSigned(reply)) {
            throw handshake.error("sign", "is missing, but respond holds {signature}");
        }
        HandshakeReply refusal = ReplyDefinition.read(handshake, "refuse", 400, 499);
        if (refusal != null && !signed) {
            throw handshake.error("refuse", "needs signed: true; without a signature there is nothing to refuse");
        }
        return new HandshakeRules(
                method(when),
                texts(when),
                handshake.each("absent", Field::parse),
                signed,
                expected(),
                forms(reply),
                proof,
                reply,
                refusal,
                action(signed));
    }

    private String method(Map<String, ?> when) {
        String method = String.valueOf(when.get("method"));
        if (!METHODS.contains(method)) {
            throw handshake.error("when.method", "must be one of GET, HEAD, POST, PUT, OPTIONS");
        }
        return method;
    }

    private Map<Field, String> texts(Map<String, ?> when) {
        Map<Field, String> texts = new LinkedHashMap<>();
        when.forEach((place, text) -> {
            if (!place.equals("method")) {
                texts.put(place("when", place), String.valueOf(text));
            }
        });
        return texts;
    }

    private Map<Field, Field> expected() {
        Map<Field, Field> expected = new LinkedHashMap<>();
        if (handshake.has("expect")) {
            object("expect", "{'query:token': 'config:token'}").forEach((place, other) -> {
                Field value = place("expect", String.valueOf(other));
                if (!(value instanceof Field.Config)) {
                    throw handshake.error("expect", "'" + other + "' must be a configured value: config:NAME");
                }
                expected.put(place("expect", place), value);
            });
        }
        return expected;
    }

    private Map<Field, ReflectedForm> forms(HandshakeReply reply) {
        Definition named = handshake.child("form", places());
        Map<Field, ReflectedForm> forms = new LinkedHashMap<>();
        if (named != null) {
            for (String place : places()) {
                forms.put(place("form", place), named.choice(place, ReflectedForm.class, ReflectedForm.TOKEN));
            }
        }
        for (HandshakeText text : reply.headers().values()) {
            for (HandshakeText.Piece piece : text.pieces()) {
                if (piece instanceof HandshakeText.Piece.Value value
                        && forms.get(value.field()) == ReflectedForm.LINE) {
                    throw handshake.error("form", "a value that stands in a header must be a token");
                }
            }
        }
        return forms;
    }

    private Set<String> places() {
        return handshake.has("form")
                ? object("form", "{'query:challenge': token}").keySet()
                : Set.of();
    }

    private HandshakeRules.@Nullable Proof proof() {
        Definition sign = handshake.child("sign", Set.of("message", "algorithm", "encoding"));
        if (sign == null) {
            return null;
        }
        Algorithm algorithm = sign.read("algorithm", sign.required("algorithm", "hmac-sha256"), Algorithm::named);
        Template message = sign.read("message", sign.required("message", "{json:/challenge}"), Template::parse);
        if (algorithm.family() != Algorithm.Family.HMAC && algorithm.family() != Algorithm.Family.DIGEST) {
            throw sign.error("algorithm", "must be an HMAC or a plain digest");
        }
        return new HandshakeRules.Proof(message, algorithm, sign.choice("encoding", Encoding.class, Encoding.HEX));
    }

    private @Nullable Action action(boolean signed) {
        Definition confirm = handshake.child("confirm", Set.of("at", "hosts"));
        if (confirm != null) {
            String at = confirm.required("at", "json:/SubscribeURL");
            List<String> hosts = confirm.texts("hosts");
            if (hosts.isEmpty()) {
                throw confirm.error("hosts", "is missing; write for example [sns.*.amazonaws.com]");
            }
            if (!signed) {
                throw handshake.error("confirm", "needs signed: true, or strangers could have hosts called");
            }
            return new Action.Confirm(confirm.read("at", at, Field::parse), hosts);
        }
        String keep = handshake.text("keep");
        return keep == null ? null : new Action.Keep(place("keep", keep));
    }

    private Map<String, ?> object(String name, String example) {
        Map<String, ?> object = handshake.object(name);
        if (object == null) {
            throw handshake.error(name, "is missing; write for example " + example);
        }
        return object;
    }

    private Field place(String name, String text) {
        Field field = handshake.read(name, text, Field::parse);
        if (field instanceof Field.Item || field instanceof Field.ItemAt) {
            throw handshake.error(name, "cannot name an item of the signature");
        }
        return field;
    }
}
