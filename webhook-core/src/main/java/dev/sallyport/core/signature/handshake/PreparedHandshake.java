package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.signature.ChallengeSigner;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.HandshakeReply;
import dev.sallyport.core.signature.HandshakeRules;
import dev.sallyport.core.signature.HandshakeText;
import dev.sallyport.core.signature.ReflectedForm;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SignatureVerifier;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of handshake, with all that is needed to recognize and answer it. */
final class PreparedHandshake {

    private final HandshakeRules rules;
    private final @Nullable ChallengeSigner signer;
    private final @Nullable PinnedHosts hosts;

    /** What the answer is made of: without one of them, a request is no such handshake. */
    private final Set<Field> needed;

    private PreparedHandshake(
            HandshakeRules rules, @Nullable ChallengeSigner signer, @Nullable PinnedHosts hosts, Set<Field> needed) {
        this.rules = rules;
        this.signer = signer;
        this.hosts = hosts;
        this.needed = needed;
    }

    static PreparedHandshake of(SignatureVerifier verifier, HandshakeRules rules) {
        HandshakeRules.Proof proof = rules.proof();
        ChallengeSigner signer = proof == null ? null : ChallengeSigner.of(verifier, proof);
        PinnedHosts hosts = null;
        Set<Field> needed = new LinkedHashSet<>(rules.expected().values());
        if (signer != null) {
            needed.addAll(signer.fields());
        }
        addFields(rules.reply(), needed);
        HandshakeRules.Action action = rules.action();
        if (action instanceof HandshakeRules.Action.Confirm confirm) {
            hosts = PinnedHosts.of(confirm.hosts());
            needed.add(confirm.url());
        } else if (action instanceof HandshakeRules.Action.Keep keep) {
            needed.add(keep.secret());
        }
        return new PreparedHandshake(rules, signer, hosts, needed);
    }

    private static void addFields(HandshakeReply reply, Set<Field> fields) {
        reply.headers().values().forEach(text -> addFields(text, fields));
        HandshakeReply.Content content = reply.content();
        if (content != null) {
            addFields(content.text(), fields);
        }
    }

    private static void addFields(HandshakeText text, Set<Field> fields) {
        for (HandshakeText.Piece piece : text.pieces()) {
            if (piece instanceof HandshakeText.Piece.Value value) {
                fields.add(value.field());
            }
        }
    }

    /** Returns every field that is read. */
    Set<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>(rules.when().keySet());
        fields.addAll(rules.absent());
        fields.addAll(rules.expected().keySet());
        fields.addAll(needed);
        return fields;
    }

    boolean matches(RequestFields fields, Set<Handshakes.Ability> abilities) {
        if (!fields.request().method().equals(rules.method()) || !isPossible(abilities)) {
            return false;
        }
        for (Map.Entry<Field, String> wanted : rules.when().entrySet()) {
            if (!wanted.getValue().equals(fields.text(wanted.getKey()))) {
                return false;
            }
        }
        for (Field field : rules.absent()) {
            if (fields.text(field) != null) {
                return false;
            }
        }
        for (Field field : needed) {
            if (fields.text(field) == null) {
                return false;
            }
        }
        return true;
    }

    private boolean isPossible(Set<Handshakes.Ability> abilities) {
        HandshakeRules.Action action = rules.action();
        return switch (action) {
            case null -> true;
            case HandshakeRules.Action.Confirm confirm -> abilities.contains(Handshakes.Ability.CONFIRM);
            case HandshakeRules.Action.Keep keep -> abilities.contains(Handshakes.Ability.KEEP);
        };
    }

    /** Answers a request that matches, and whose signature holds if it must. */
    HandshakeDecision answer(RequestFields fields) {
        RefusalReason refusal = ExpectedValues.refusal(rules.expected(), fields);
        if (refusal != null) {
            return new HandshakeDecision.Refuse(refusal, null);
        }
        for (Field field : needed) {
            if (!isOfItsForm(field, fields)) {
                return new HandshakeDecision.Refuse(RefusalReason.MALFORMED, null);
            }
        }
        String signature = signer == null ? "" : signer.sign(fields);
        if (signature == null) {
            return HandshakeDecision.NoHandshake.NO_HANDSHAKE;
        }
        HandshakeResponse response = ReplyWriter.write(rules.reply(), fields, signature);
        HandshakeRules.Action action = rules.action();
        return switch (action) {
            case null -> new HandshakeDecision.Answer(response);
            case HandshakeRules.Action.Confirm confirm -> confirm(fields.text(confirm.url()), response);
            case HandshakeRules.Action.Keep keep -> keep(fields.text(keep.secret()), response);
        };
    }

    /** Configured values are the operator's own, and the URL to call is held against the pinned hosts. */
    private boolean isOfItsForm(Field field, RequestFields fields) {
        if (field instanceof Field.Config
                || (rules.action() instanceof HandshakeRules.Action.Confirm confirm
                        && confirm.url().equals(field))) {
            return true;
        }
        String text = fields.text(field);
        return text != null
                && rules.forms().getOrDefault(field, ReflectedForm.TOKEN).admits(text);
    }

    private HandshakeDecision confirm(@Nullable String url, HandshakeResponse response) {
        URI pinned = hosts == null || url == null ? null : hosts.admit(url);
        return pinned == null
                ? new HandshakeDecision.Refuse(RefusalReason.MALFORMED, null)
                : new HandshakeDecision.Confirm(pinned, response);
    }

    private static HandshakeDecision keep(@Nullable String secret, HandshakeResponse response) {
        return secret == null
                ? HandshakeDecision.NoHandshake.NO_HANDSHAKE
                : new HandshakeDecision.Keep(secret, response);
    }

    boolean refusesInItsOwnWay() {
        return rules.refusal() != null;
    }

    HandshakeDecision refuse(RefusalReason reason, RequestFields fields) {
        HandshakeReply refusal = rules.refusal();
        return new HandshakeDecision.Refuse(reason, refusal == null ? null : ReplyWriter.write(refusal, fields, ""));
    }
}
