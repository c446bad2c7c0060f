package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import java.util.List;

/**
 * Signs requests as a scheme's provider does, from the same data by which they are verified: for outbound delivery,
 * simulators and the command line.
 *
 * <p>With several secrets, a scheme that can carry several signatures carries one of each, so that a receiver may change
 * secrets at its own pace; other schemes use the first. Immutable and safe to share between threads.
 */
public final class SignatureSigner {

    private final SignatureScheme scheme;
    private final SchemeSigner signer;

    private SignatureSigner(SignatureScheme scheme, SchemeSigner signer) {
        this.scheme = scheme;
        this.signer = signer;
    }

    /**
     * Makes a signer.
     *
     * @throws dev.sallyport.core.signature.key.KeyRefusedException if there is no secret, or one is empty, blank or not
     *     of the form that the scheme needs
     * @throws UnsupportedOperationException if nobody but the provider can make such signatures
     */
    public static SignatureSigner of(SignatureScheme scheme, List<SigningSecret> secrets) {
        return of(scheme, secrets, VerifierOptions.defaults());
    }

    /** Makes a signer for a scheme that signs configured values; throws as {@link #of(SignatureScheme, List)}. */
    public static SignatureSigner of(SignatureScheme scheme, List<SigningSecret> secrets, VerifierOptions options) {
        List<DecodedKey> keys = scheme.key().decode(secrets);
        SchemeSigner signer =
                switch (scheme.rules()) {
                    case MessageRules rules -> new MessageSigner(rules, keys, options);
                    case JwsRules rules -> new JwsSigner(rules, keys);
                    case CodedRules rules -> rules.code().signer(keys, options);
                };
        return new SignatureSigner(scheme, signer);
    }

    /**
     * Returns the request with signature, and with time, id and fixed headers where the scheme has them. What the
     * request already has of these is replaced, but for other headers that the scheme signs, which MUST be present.
     *
     * @param at the time to sign; cut to the scheme's precision
     * @param id the message id, the same whenever the message is sent again
     * @throws IllegalArgumentException if the request lacks something that the scheme signs
     */
    public OutboundRequest sign(OutboundRequest request, Instant at, String id) {
        return signer.sign(request, at, id);
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return "SignatureSigner[" + scheme.name() + "]";
    }
}
