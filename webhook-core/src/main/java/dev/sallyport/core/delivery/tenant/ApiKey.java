package dev.sallyport.core.delivery.tenant;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.Sha256;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept. A tenant may have several at once, so that a new one is in use before the old one ends.
 *
 * @param id names it
 * @param tenant whose it is
 * @param label what the tenant calls it, up to 256 characters
 * @param digest the SHA-256 of its text
 * @param scopes what it may be used for, at least one
 * @param createdAt when it was issued, in whole milliseconds
 * @param expiresAt when it ceases to be valid; null for never. Revoking a key sets this
 */
public record ApiKey(
        ApiKeyId id,
        TenantId tenant,
        String label,
        Sha256 digest,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** The longest label. */
    public static final int LONGEST_LABEL = 256;

    public ApiKey {
        scopes = Set.copyOf(scopes);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes must name at least one");
        }
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label has at most " + LONGEST_LABEL + " characters");
        }
    }

    /** Tells whether the key is valid at that instant. */
    public boolean isValid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Returns the key with an end no later than an instant. */
    public ApiKey expiringBy(Instant instant) {
        return expiresAt != null && !instant.isBefore(expiresAt)
                ? this
                : new ApiKey(id, tenant, label, digest, scopes, createdAt, instant);
    }
}
