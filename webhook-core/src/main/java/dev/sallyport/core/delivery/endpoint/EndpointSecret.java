package dev.sallyport.core.delivery.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One signing secret of an endpoint. While a rotation lasts an endpoint has several, and signs with all that are active.
 *
 * @param number counts an endpoint's secrets from 1
 * @param kind what it is
 * @param sealed the secret, readable through the cipher only
 * @param createdAt when it began to sign
 * @param expiresAt when it ceases to sign; null for the newest, which has no end
 */
public record EndpointSecret(
        int number,
        SecretKind kind,
        SealedSecret sealed,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Tells whether deliveries are signed with it at that instant. */
    public boolean isActive(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Returns it with an end no later than an instant. */
    EndpointSecret expiringBy(Instant instant) {
        return expiresAt != null && expiresAt.isBefore(instant)
                ? this
                : new EndpointSecret(number, kind, sealed, createdAt, instant);
    }

    /** Returns it sealed anew. */
    public EndpointSecret resealed(SealedSecret other) {
        return new EndpointSecret(number, kind, other, createdAt, expiresAt);
    }
}
