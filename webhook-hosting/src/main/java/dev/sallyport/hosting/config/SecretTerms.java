package dev.sallyport.hosting.config;

import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of a secret besides where it is.
 *
 * @param keyId the provider's id of it, by which requests name it; null if none is given
 * @param from when it begins to hold, inclusive; {@link Instant#MIN} if it always has
 * @param until when it ceases to hold, exclusive; {@link Instant#MAX} if it never does
 */
public record SecretTerms(@Nullable String keyId, Instant from, Instant until) {

    /** A secret without an id that always holds. */
    public static final SecretTerms NONE = new SecretTerms(null, Instant.MIN, Instant.MAX);

    public SecretTerms {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a secret must cease to hold after it begins to");
        }
    }

    SigningSecret applyTo(SigningSecret secret) {
        SigningSecret within = secret.validBetween(from, until);
        return keyId == null ? within : within.withKeyId(keyId);
    }
}
