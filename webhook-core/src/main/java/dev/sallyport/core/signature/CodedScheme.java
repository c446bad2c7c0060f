package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.key.DecodedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheme written in code, for the few providers whose signatures do not fit the data model. Its name, key rules,
 * identity, source and confidence are data as everywhere else. Implementations are immutable and thread-safe.
 */
public interface CodedScheme {

    /** Returns what a signature of this scheme vouches for. */
    Coverage coverage();

    /**
     * Makes a verifier. Keys come decoded and non-empty; the verifier MUST skip those that do not hold at the receipt.
     *
     * @throws IllegalArgumentException if the options lack something the scheme needs, naming it
     */
    SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options);

    /**
     * Makes a signer that uses the first key.
     *
     * @throws UnsupportedOperationException if nobody but the provider can make such signatures
     */
    SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options);

    /** Reads the identity of a request, or returns null if the scheme's identity rules, which are data, are to do it. */
    default @Nullable EventIdentity identify(WebhookRequest request) {
        return null;
    }
}
