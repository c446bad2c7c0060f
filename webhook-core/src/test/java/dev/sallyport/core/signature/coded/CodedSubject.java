package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A scheme of the catalogue with what its provider and its receiver hold.
 *
 * @param name the catalogue's name
 * @param signing what the provider signs with
 * @param verifying what the receiver has configured
 * @param options of both
 */
record CodedSubject(String name, List<SigningSecret> signing, List<SigningSecret> verifying, VerifierOptions options) {

    static final Instant NOW = Instant.parse("2025-08-22T00:00:00Z");

    static final String URL = "https://example.com/in";

    static CodedSubject of(String name, String secret) {
        return new CodedSubject(
                name, List.of(SigningSecret.of(secret)), List.of(SigningSecret.of(secret)), VerifierOptions.defaults());
    }

    CodedSubject with(VerifierOptions other) {
        return new CodedSubject(name, signing, verifying, other);
    }

    CodedSubject verifyingWith(SigningSecret... secrets) {
        return new CodedSubject(name, signing, List.of(secrets), options);
    }

    SignatureScheme scheme() {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new AssertionError("no scheme " + name);
        }
        return scheme;
    }

    static OutboundRequest post(String url, String body) {
        return OutboundRequest.post(url, RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)));
    }

    OutboundRequest sign(OutboundRequest request) {
        return SignatureSigner.of(scheme(), signing, options).sign(request, NOW, "msg_1");
    }

    OutboundRequest sign(String body) {
        return sign(post(URL, body));
    }

    SignatureVerifier verifier() {
        return SignatureVerifier.of(scheme(), verifying, options);
    }

    VerificationResult verify(OutboundRequest request) {
        return verify(request, NOW);
    }

    VerificationResult verify(OutboundRequest request, Instant receivedAt) {
        return verifier().verify(request.receivedAt(receivedAt));
    }

    EventIdentity identify(OutboundRequest request) {
        WebhookRequest received = request.receivedAt(NOW);
        return IdentityReader.of(scheme()).identify(received);
    }

    static String text(OutboundRequest request) {
        return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
