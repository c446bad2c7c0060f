package dev.sallyport.core.delivery.endpoint;

/** What a signing secret is. */
public enum SecretKind {
    /** A shared secret, {@code whsec_} and Base64 of 24 to 64 bytes, for HMAC-SHA256. */
    SYMMETRIC,
    /** A private key, {@code whsk_} and Base64 of seed and public key, for Ed25519; receivers hold the public half. */
    ED25519
}
