package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.key.DecodedKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheme written in code, for the few providers whose signatures do not fit the data model. Its name, key rules,
 * identity, source and confidence are data as everywhere else. Implementations are immutable and thread-safe.
 */
public interface CodedScheme {

    /** Returns what a signature of this scheme vouches for. */
    Coverage coverage();

    /** Says in words, for lists and documents, what of a scheme of data could be read from its rules. */
    Description describe();

    /** Returns the values that an operator gives besides secrets; none unless overridden. */
    default SchemeSettings settings() {
        return SchemeSettings.NONE;
    }

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

    /**
     * A scheme in words.
     *
     * @param place where the signature stands
     * @param algorithm how it is made
     * @param signed what is signed
     * @param tolerance how far the signed time may lie in the past and in the future; null if none is signed, or if it may
     *     be of any age unless the operator says otherwise
     * @param identity how events are told apart; null if the scheme's identity rules, which are data, say it
     */
    record Description(
            String place,
            String algorithm,
            String signed,
            @Nullable Duration tolerance,
            @Nullable IdentityInWords identity) {}

    /**
     * What {@link #identify} goes by, in words.
     *
     * @param eventId where the event's id stands
     * @param eventType where its type stands
     * @param order where its place among others stands, and what kind of place that is
     */
    record IdentityInWords(String eventId, String eventType, String order) {}
}
