package dev.sallyport.core.delivery.endpoint;

/** How deliveries are signed; an endpoint may ask for both. */
public enum SignatureStyle {
    /**
     * {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}, as <a
     * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
     * Webhooks 1.0</a> has it; symmetric or Ed25519 by the kind of each secret.
     */
    STANDARD_WEBHOOKS,
    /**
     * {@code t=…,v1=…} in one header, as <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe signs</a>;
     * made with symmetric secrets only.
     */
    STRIPE
}
