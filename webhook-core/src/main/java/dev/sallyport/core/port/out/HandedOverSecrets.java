package dev.sallyport.core.port.out;

import dev.sallyport.core.event.ProviderId;
import java.time.Instant;

/**
 * Keeps the secrets that providers hand over in a handshake, where only the operator finds them. A kept secret is not
 * trusted: it becomes a key once the operator configures it.
 *
 * <p>Implementations MUST keep it out of logs but for its last four characters at most, and MUST bound what they keep:
 * the latest of each provider is enough.
 */
public interface HandedOverSecrets {

    /**
     * Keeps a secret, in place of an earlier one of the same provider. Repeating a call is harmless.
     *
     * @throws PortUnavailableException if it was not kept
     * @throws OutcomeUnknownException if it may have been kept
     */
    void keep(HandedOverSecret secret);

    /**
     * A secret as a provider handed it over.
     *
     * @param provider for whose requests it is meant
     * @param text 1 to 256 characters of letters, digits and {@code . _ ~ + / = -}
     * @param receivedAt when it came
     */
    record HandedOverSecret(ProviderId provider, String text, Instant receivedAt) {

        /** Names the provider only. */
        @Override
        public String toString() {
            return "HandedOverSecret[" + provider + "]";
        }
    }
}
