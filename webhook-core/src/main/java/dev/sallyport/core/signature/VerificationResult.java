package dev.sallyport.core.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of checking a request's signature. */
public sealed interface VerificationResult {

    /**
     * An active key signed this request.
     *
     * @param keyId the key that matched: its configured id, or its place in the list of secrets, counted from 1
     * @param coverage what the signature vouches for
     * @param signedAt the signed time, or null if the scheme signs none
     */
    record Verified(
            String keyId, Coverage coverage, @Nullable Instant signedAt) implements VerificationResult {}

    /**
     * The request must not pass.
     *
     * @param reason why, without any detail that would help to forge a signature
     */
    record Refused(RefusalReason reason) implements VerificationResult {

        /** Returns the refusal for a reason. */
        public static Refused because(RefusalReason reason) {
            return new Refused(reason);
        }
    }

    /**
     * It cannot be told now, because the provider keeps the key elsewhere and it could not be had. The request MUST NOT
     * pass, and its sender is to be told to come again rather than that the signature is wrong.
     */
    record Undecided() implements VerificationResult {}
}
