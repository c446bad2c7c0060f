package dev.sallyport.core.signature.fuzz;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.handshake.HandshakeDecision;
import dev.sallyport.core.signature.handshake.Handshakes;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.util.EnumSet;
import java.util.Objects;

/** All that a gate asks of a scheme, by a key that nobody who sends has. */
record GuardedScheme(SignatureVerifier verifier, Handshakes handshakes, IdentityReader identity) {

    private static final EnumSet<Ability> ALL = EnumSet.allOf(Ability.class);

    static GuardedScheme of(Rehearsal rehearsal) {
        SignatureVerifier verifier = rehearsal.verifier();
        return new GuardedScheme(verifier, Handshakes.of(verifier), IdentityReader.of(rehearsal.scheme()));
    }

    /** Fails if anything is thrown, or the request is taken for genuine. */
    void refuses(WebhookRequest request) {
        VerificationResult result = verifier.verify(request);
        if (!(result instanceof VerificationResult.Refused)) {
            throw new AssertionError(verifier + " says " + result);
        }
        HandshakeDecision refused = handshakes.afterRefusing(request, RefusalReason.INVALID_SIGNATURE);
        if (refused instanceof HandshakeDecision.Answer) {
            throw new AssertionError(verifier + " agrees to a handshake whose signature is wrong");
        }
        Objects.requireNonNull(handshakes.beforeVerifying(request, ALL));
        Objects.requireNonNull(handshakes.afterVerifying(request, ALL));
        Objects.requireNonNull(identity.identify(request));
    }
}
