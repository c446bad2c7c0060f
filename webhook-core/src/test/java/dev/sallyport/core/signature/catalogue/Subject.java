package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A scheme under test with a secret of the form it needs.
 *
 * @param name the catalogue's name
 * @param secret its secret
 * @param header the header that holds the signature; empty if it stands in the body
 */
record Subject(String name, String secret, String header) {

    static final Instant NOW = Instant.parse("2025-08-22T00:00:00Z");

    private static final String HEX_KEY = "9064450a8892a093d9e97efcc9639de31b74f3a7803135555a3c96f5a57915d6";

    /** Schemes that sign the whole body and need a shared secret. */
    static final List<Subject> OVER_BODY = List.of(
            new Subject("stripe", "whsec_test_secret", "Stripe-Signature"),
            new Subject("github", "It's a Secret to Everybody", "X-Hub-Signature-256"),
            new Subject("adyen-platform", HEX_KEY, "HmacSignature"),
            new Subject("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "webhook-signature"),
            new Subject("generic", "a secret of our own", "X-Webhook-Signature"));

    static final Subject ADYEN = new Subject("adyen", HEX_KEY, "");

    SignatureScheme scheme() {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new AssertionError("no scheme " + name);
        }
        return scheme;
    }

    SignatureVerifier verifier() {
        return SignatureVerifier.of(scheme(), List.of(SigningSecret.of(secret)));
    }

    WebhookRequest signed(byte[] body) {
        return signedAt(body, NOW).receivedAt(NOW);
    }

    OutboundRequest signedAt(byte[] body, Instant at) {
        return SignatureSigner.of(scheme(), List.of(SigningSecret.of(secret)))
                .sign(OutboundRequest.post("https://example.com/in", RawPayload.copyOf(body)), at, "msg_1");
    }

    WebhookRequest signed(String body) {
        return signed(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns where the signature proper begins in the header's text. */
    int signatureFrom(String text) {
        return switch (name) {
            case "stripe" -> text.indexOf("v1=") + 3;
            case "github" -> "sha256=".length();
            case "standard-webhooks" -> "v1,".length();
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
