package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Signs requests in the styles that an endpoint asks for, with every secret that is active. */
final class DeliverySigner {

    private static final String STRIPE_HEADER = "Stripe-Signature";
    private static final String STANDARD_HEADER = "webhook-signature";

    private final SecretVault vault;
    private final SignatureScheme stripe = known("stripe");
    private final SignatureScheme standard = known("standard-webhooks");
    private final SignatureScheme standardAsymmetric = known("standard-webhooks-ed25519");

    DeliverySigner(SecretVault vault) {
        this.vault = vault;
    }

    /** Returns the request with its signatures. */
    OutboundRequest sign(OutboundRequest request, Endpoint endpoint, String id, Instant now) {
        List<SigningSecret> symmetric = new ArrayList<>();
        List<SigningSecret> asymmetric = new ArrayList<>();
        for (EndpointSecret secret : endpoint.activeSecrets(now)) {
            SigningSecret opened =
                    SigningSecret.of(vault.openSecret(endpoint, secret).toUtf8());
            (secret.kind() == SecretKind.SYMMETRIC ? symmetric : asymmetric).add(opened);
        }
        OutboundRequest signed = request;
        for (SignatureStyle style : endpoint.settings().signatureStyles()) {
            signed = switch (style) {
                case STANDARD_WEBHOOKS -> standard(signed, symmetric, asymmetric, id, now);
                case STRIPE -> stripe(signed, symmetric, endpoint.settings().stripeHeader(), id, now);
            };
        }
        return signed;
    }

    private OutboundRequest standard(
            OutboundRequest request,
            List<SigningSecret> symmetric,
            List<SigningSecret> asymmetric,
            String id,
            Instant now) {
        OutboundRequest signed = request;
        List<String> signatures = new ArrayList<>();
        if (!symmetric.isEmpty()) {
            signed = SignatureSigner.of(standard, symmetric).sign(signed, now, id);
            signatures.add(headerOf(signed, STANDARD_HEADER));
        }
        if (!asymmetric.isEmpty()) {
            signed = SignatureSigner.of(standardAsymmetric, asymmetric).sign(signed, now, id);
            signatures.add(headerOf(signed, STANDARD_HEADER));
        }
        return signed.withHeader(STANDARD_HEADER, String.join(" ", signatures));
    }

    private OutboundRequest stripe(
            OutboundRequest request, List<SigningSecret> symmetric, String header, String id, Instant now) {
        if (symmetric.isEmpty()) {
            return request;
        }
        OutboundRequest bare = new OutboundRequest(request.method(), request.url(), Headers.none(), request.body());
        OutboundRequest signed = SignatureSigner.of(stripe, symmetric).sign(bare, now, id);
        return request.withHeader(header, headerOf(signed, STRIPE_HEADER));
    }

    private static String headerOf(OutboundRequest request, String name) {
        String value = request.headers().first(name);
        if (value == null) {
            throw new IllegalStateException("the scheme did not write " + name);
        }
        return value;
    }

    private static SignatureScheme known(String name) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new IllegalStateException("the catalogue lacks '" + name + "'");
        }
        return scheme;
    }
}
