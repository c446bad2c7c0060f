package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;

/** Draws new signing secrets. */
@FunctionalInterface
public interface SecretGenerator {

    /**
     * Returns a secret that nobody could guess: for {@code SYMMETRIC} {@code whsec_} and the Base64 of 32 drawn bytes,
     * for {@code ED25519} {@code whsk_} and the Base64 of a drawn seed (32 bytes) followed by its public key (32 bytes).
     */
    SecretText newSecret(SecretKind kind);
}
