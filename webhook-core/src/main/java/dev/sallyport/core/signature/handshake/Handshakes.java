package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.FieldReader;
import dev.sallyport.core.signature.HandshakeRules;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Recognizes and answers the handshakes of one provider. A gate asks three times: before it verifies, for handshakes
 * that nobody can sign yet; after a signature held, for those that are signed; and after one failed, for providers that
 * try whether a wrong signature is refused as they expect. Nothing here throws, whatever a request holds.
 */
public final class Handshakes {

    /** What a host is able to do besides answering; handshakes that need more are not recognized. */
    public enum Ability {
        /** It can call a URL. */
        CONFIRM,
        /** It can keep a secret. */
        KEEP
    }

    private final VerifierOptions options;
    private final FieldReader reader;
    private final List<PreparedHandshake> unsigned;
    private final List<PreparedHandshake> signed;

    private Handshakes(
            VerifierOptions options,
            FieldReader reader,
            List<PreparedHandshake> unsigned,
            List<PreparedHandshake> signed) {
        this.options = options;
        this.reader = reader;
        this.unsigned = List.copyOf(unsigned);
        this.signed = List.copyOf(signed);
    }

    /** Prepares the handshakes of a verifier's scheme, with its keys and configured values. */
    public static Handshakes of(SignatureVerifier verifier) {
        List<PreparedHandshake> unsigned = new ArrayList<>();
        List<PreparedHandshake> signed = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (HandshakeRules rules : verifier.scheme().handshakes()) {
            PreparedHandshake prepared = PreparedHandshake.of(verifier, rules);
            (rules.signed() ? signed : unsigned).add(prepared);
            fields.addAll(prepared.fields());
        }
        return new Handshakes(verifier.options(), FieldReader.of(fields), unsigned, signed);
    }

    /** Decides on a request whose signature has not been looked at. */
    public HandshakeDecision beforeVerifying(WebhookRequest request, Set<Ability> abilities) {
        return decide(unsigned, request, abilities);
    }

    /** Decides on a request whose signature holds. */
    public HandshakeDecision afterVerifying(WebhookRequest request, Set<Ability> abilities) {
        return decide(signed, request, abilities);
    }

    /** Decides on a request whose signature does not hold, for this reason: never in its favour. */
    public HandshakeDecision afterRefusing(WebhookRequest request, RefusalReason reason) {
        if (!signed.isEmpty()) {
            RequestFields fields = reader.read(request, options);
            for (PreparedHandshake handshake : signed) {
                if (handshake.refusesInItsOwnWay() && handshake.matches(fields, EnumSet.allOf(Ability.class))) {
                    return handshake.refuse(reason, fields);
                }
            }
        }
        return HandshakeDecision.NoHandshake.NO_HANDSHAKE;
    }

    private HandshakeDecision decide(
            List<PreparedHandshake> handshakes, WebhookRequest request, Set<Ability> abilities) {
        if (!handshakes.isEmpty()) {
            RequestFields fields = reader.read(request, options);
            for (PreparedHandshake handshake : handshakes) {
                if (handshake.matches(fields, abilities)) {
                    return handshake.answer(fields);
                }
            }
        }
        return HandshakeDecision.NoHandshake.NO_HANDSHAKE;
    }

    /** Tells how many there are. */
    @Override
    public String toString() {
        return "Handshakes[" + unsigned.size() + " unsigned, " + signed.size() + " signed]";
    }
}
