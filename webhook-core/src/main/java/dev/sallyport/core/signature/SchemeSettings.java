package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.Environment;
import dev.sallyport.core.signature.key.KeySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values besides secrets that an operator gives for a provider, as its scheme has need of them: what the provider
 * showed at registration, and what was agreed with it.
 *
 * @param needed those without which the scheme or one of its handshakes does not work
 * @param optional those that may be left out
 * @param toFetchKeys those without which the provider's keys cannot be fetched: needed unless its key is configured as
 *     a secret
 */
public record SchemeSettings(Set<String> needed, Set<String> optional, Set<String> toFetchKeys) {

    /** No values at all. */
    public static final SchemeSettings NONE = new SchemeSettings(Set.of(), Set.of());

    public SchemeSettings {
        needed = Set.copyOf(needed);
        optional = Set.copyOf(optional);
        toFetchKeys = Set.copyOf(toFetchKeys);
    }

    /** Makes the values of a scheme that needs none to fetch keys. */
    public SchemeSettings(Set<String> needed, Set<String> optional) {
        this(needed, optional, Set.of());
    }

    /** Returns the values of a scheme, its handshakes included. */
    static SchemeSettings of(SignatureScheme scheme) {
        Set<String> needed = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        switch (scheme.rules()) {
            case MessageRules rules -> addParts(rules.message(), needed);
            case JwsRules rules -> {}
            case CodedRules rules -> {
                needed.addAll(rules.code().settings().needed());
                optional.addAll(rules.code().settings().optional());
            }
        }
        for (HandshakeRules handshake : scheme.handshakes()) {
            // What a handshake is recognized by is how an operator lets it in.
            addFields(List.copyOf(handshake.when().keySet()), optional);
            addFields(fieldsOf(handshake), needed);
        }
        KeySource source = scheme.key().source();
        if (source.hasSandbox()) {
            optional.add(Environment.SETTING);
        }
        optional.removeAll(needed);
        return new SchemeSettings(needed, optional, source.settings());
    }

    private static List<Field> fieldsOf(HandshakeRules handshake) {
        List<Field> fields = new ArrayList<>(handshake.expected().values());
        HandshakeRules.Proof proof = handshake.proof();
        if (proof != null) {
            for (Part part : proof.message().parts()) {
                if (part instanceof Part.Value value) {
                    fields.add(value.field());
                }
            }
        }
        addFields(handshake.reply(), fields);
        HandshakeReply refusal = handshake.refusal();
        if (refusal != null) {
            addFields(refusal, fields);
        }
        return fields;
    }

    private static void addFields(HandshakeReply reply, List<Field> fields) {
        List<HandshakeText> texts = new ArrayList<>(reply.headers().values());
        HandshakeReply.Content content = reply.content();
        if (content != null) {
            texts.add(content.text());
        }
        for (HandshakeText text : texts) {
            for (HandshakeText.Piece piece : text.pieces()) {
                if (piece instanceof HandshakeText.Piece.Value value) {
                    fields.add(value.field());
                }
            }
        }
    }

    private static void addParts(Template message, Set<String> names) {
        for (Part part : message.parts()) {
            if (part instanceof Part.Value value) {
                addFields(List.of(value.field()), names);
            }
        }
    }

    private static void addFields(List<Field> fields, Set<String> names) {
        for (Field field : fields) {
            if (field instanceof Field.Config config) {
                names.add(config.name());
            }
        }
    }
}
