package dev.sallyport.testkit.vectors;

import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.KeyRefusedException;

/**
 * What a verifier made of a vector.
 *
 * @param vector the vector
 * @param actual {@code valid}, the code of a refusal, {@code undecided}, or {@code unknown-scheme}
 */
public record VectorOutcome(SignatureVector vector, String actual) {

    /** The outcome if the catalogue has no such scheme. */
    public static final String UNKNOWN_SCHEME = "unknown-scheme";

    /**
     * Runs a vector against the built-in catalogue. A key that is refused when the verifier is built counts as
     * {@code invalid-signature}: a gate configured like that lets nothing pass, because it does not start.
     */
    public static VectorOutcome of(SignatureVector vector) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(vector.scheme());
        if (scheme == null) {
            return new VectorOutcome(vector, UNKNOWN_SCHEME);
        }
        try {
            SignatureVerifier verifier = SignatureVerifier.of(scheme, vector.secrets(), vector.options());
            return new VectorOutcome(vector, code(verifier.verify(vector.request())));
        } catch (KeyRefusedException e) {
            return new VectorOutcome(vector, "invalid-signature");
        }
    }

    private static String code(VerificationResult result) {
        return switch (result) {
            case VerificationResult.Verified verified -> SignatureVector.VALID;
            case VerificationResult.Refused refused -> refused.reason().code();
            case VerificationResult.Undecided undecided -> "undecided";
        };
    }

    /** Tells whether the outcome is the right one, or another that does no harm. */
    public boolean passed() {
        return vector.acceptable().contains(actual);
    }
}
