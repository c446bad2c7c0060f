package dev.sallyport.testkit.provider;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Changes signed requests as someone on the way might, so that a gate has something to refuse. */
public final class Tampering {

    private Tampering() {}

    /**
     * Flips one bit of one byte of the body, such that the signature does not hold any more.
     *
     * <p>Some schemes sign only parts of a body: bytes of which they take no notice are left alone, as are those whose
     * change would make the request malformed rather than forged.
     *
     * @param verifier tells which changes it notices
     * @param at when the request is received
     * @param random chooses the place
     * @throws IllegalArgumentException if the signature covers no byte of the body
     */
    public static OutboundRequest flipOneByte(
            OutboundRequest request, SignatureVerifier verifier, Instant at, RandomGenerator random) {
        int size = request.body().size();
        int first = size == 0 ? 0 : random.nextInt(size);
        for (int i = 0; i < size; i++) {
            OutboundRequest tampered = request.withBody(flipped(request.body(), (first + i) % size));
            if (verifier.verify(tampered.receivedAt(at)) instanceof VerificationResult.Refused refused
                    && refused.reason() == RefusalReason.INVALID_SIGNATURE) {
                return tampered;
            }
        }
        throw new IllegalArgumentException("the signature covers no byte of the body");
    }

    private static RawPayload flipped(RawPayload body, int index) {
        byte[] bytes = body.toByteArray();
        bytes[index] ^= 1;
        return RawPayload.adopt(bytes);
    }
}
