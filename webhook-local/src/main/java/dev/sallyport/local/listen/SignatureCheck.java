package dev.sallyport.local.listen;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.List;

/** Verifies a request by every scheme that it carries a signature of. Immutable and thread-safe. */
public final class SignatureCheck {

    static final String VERIFIED = "verified";
    static final String UNSIGNED = "unsigned";
    static final String UNCHECKED = "unchecked";

    private final List<SignatureVerifier> verifiers;

    private SignatureCheck(List<SignatureVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    /**
     * Makes a check.
     *
     * @param secrets none to check nothing
     * @throws dev.sallyport.core.signature.key.KeyRefusedException if a secret is not one for these schemes
     */
    public static SignatureCheck of(List<SignatureScheme> schemes, List<SigningSecret> secrets) {
        return new SignatureCheck(
                secrets.isEmpty()
                        ? List.of()
                        : schemes.stream()
                                .map(scheme -> SignatureVerifier.of(scheme, secrets))
                                .toList());
    }

    /** Returns one of the words above, or the code of the first refusal. */
    String verdictOn(WebhookRequest request) {
        if (verifiers.isEmpty()) {
            return UNCHECKED;
        }
        boolean signed = false;
        for (SignatureVerifier verifier : verifiers) {
            switch (verifier.verify(request)) {
                case VerificationResult.Verified verified -> signed = true;
                case VerificationResult.Undecided undecided -> {
                    return "undecided";
                }
                case VerificationResult.Refused refused -> {
                    if (refused.reason() != RefusalReason.MISSING_HEADER) {
                        return refused.reason().code();
                    }
                }
            }
        }
        return signed ? VERIFIED : UNSIGNED;
    }
}
