package dev.sallyport.core.signature.key;

import java.security.Key;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key ready for use: what {@link KeyRules} made of one {@link SigningSecret}, or of one key of a key set. */
public final class DecodedKey {

    private final String keyId;
    private final boolean named;
    private final byte[] secret;
    private final @Nullable Key asymmetric;
    private final @Nullable CertificateChain chain;
    private final Instant validFrom;
    private final Instant validUntil;

    DecodedKey(
            String keyId,
            boolean named,
            byte[] secret,
            @Nullable Key asymmetric,
            @Nullable CertificateChain chain,
            Instant validFrom,
            Instant validUntil) {
        this.keyId = keyId;
        this.named = named;
        this.secret = secret;
        this.asymmetric = asymmetric;
        this.chain = chain;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
    }

    /**
     * Returns the configured id, or the place in the list of secrets, counted from 1; of a key that was fetched, the id
     * under which it was asked for, or the address.
     */
    public String keyId() {
        return keyId;
    }

    /** Tells whether a request that names this key id means this key; a key without a configured id fits every name. */
    public boolean answersTo(@Nullable String requestedId) {
        return requestedId == null || !named || keyId.equals(requestedId);
    }

    /** Tells whether the key holds at an instant. */
    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(validFrom) && instant.isBefore(validUntil);
    }

    /** Returns a copy of the bytes of a shared secret; empty for an asymmetric key. */
    public byte[] secret() {
        return secret.clone();
    }

    /** Returns the public or private key of an asymmetric scheme, or null for a shared secret. */
    public @Nullable Key asymmetric() {
        return asymmetric;
    }

    /** Returns the certificate that the key came in, with those behind it; null if it came bare. */
    public @Nullable CertificateChain chain() {
        return chain;
    }

    /** Names the key id only. */
    @Override
    public String toString() {
        return "DecodedKey[" + keyId + "]";
    }
}
