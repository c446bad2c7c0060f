package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;

/**
 * Seals secrets for keeping, by authenticated encryption under a master key that never leaves the adapter: a key file
 * locally, a key management service elsewhere. Master keys have versions: the current one seals, older ones still open.
 *
 * <p>Every call names a context, which is authenticated and not kept: what was sealed for one owner does not open for
 * another.
 */
public interface SecretCipher {

    /** Returns the version of the key that seals. */
    String currentKeyVersion();

    /**
     * Seals a secret under the current key; sealing twice gives different bytes.
     *
     * @throws PortUnavailableException if the key is out of reach
     */
    SealedSecret seal(SecretText secret, String context);

    /**
     * Opens a secret.
     *
     * @throws PortUnavailableException if its key is out of reach, or it was changed or sealed for another context; the
     *     message names the key version and nothing else
     */
    SecretText open(SealedSecret sealed, String context);
}
