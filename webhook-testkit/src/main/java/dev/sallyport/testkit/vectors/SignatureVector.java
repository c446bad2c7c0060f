package dev.sallyport.testkit.vectors;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.List;
import java.util.Set;

/**
 * One request with its keys and the outcome that a verifier must reach.
 *
 * @param id names the vector
 * @param scheme a name of the catalogue
 * @param secrets all active secrets, or the public key
 * @param options configured values and tolerances
 * @param request the request as it arrived
 * @param expected the right outcome: {@code valid}, or the code of a refusal
 * @param acceptable the right outcome and others that do no harm
 * @param note what the vector is about
 */
public record SignatureVector(
        String id,
        String scheme,
        List<SigningSecret> secrets,
        VerifierOptions options,
        WebhookRequest request,
        String expected,
        Set<String> acceptable,
        String note) {

    /** The outcome of a request that verifies. */
    public static final String VALID = "valid";

    public SignatureVector {
        secrets = List.copyOf(secrets);
        acceptable = Set.copyOf(acceptable);
    }

    @Override
    public String toString() {
        return id + " " + scheme + ": " + note + " -> " + expected;
    }
}
