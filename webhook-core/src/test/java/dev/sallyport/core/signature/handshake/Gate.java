package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** One provider's scheme with a secret, asked as the gate asks: before the signature is looked at, and after. */
final class Gate {

    static final Instant NOW = Instant.parse("2025-08-22T00:00:00Z");

    static final String URL = "https://hooks.example.com/webhooks/acme";

    private final SignatureScheme scheme;
    private final List<SigningSecret> signing;
    private final SignatureVerifier verifier;
    private final Handshakes handshakes;

    private Gate(
            SignatureScheme scheme,
            List<SigningSecret> signing,
            List<SigningSecret> verifying,
            VerifierOptions options) {
        this.scheme = scheme;
        this.signing = signing;
        this.verifier = SignatureVerifier.of(scheme, verifying, options);
        this.handshakes = Handshakes.of(verifier);
    }

    static Gate of(String name, String secret, String... config) {
        List<SigningSecret> secrets = List.of(SigningSecret.of(secret));
        return new Gate(scheme(name), secrets, secrets, options(config));
    }

    /** A gate whose provider signs with another key than the gate knows. */
    static Gate withForger(String name, String forged, String known) {
        return withKeys(name, forged, known);
    }

    /** A gate whose provider signs with a private key, of which the gate knows the public one. */
    static Gate withKeys(String name, String signing, String verifying, String... config) {
        return new Gate(
                scheme(name),
                List.of(SigningSecret.of(signing)),
                List.of(SigningSecret.of(verifying)),
                options(config));
    }

    /** A gate for a scheme of a user's own. */
    static Gate like(String base, Map<String, ?> handshake, String... config) {
        SignatureScheme scheme =
                SchemeCatalogue.builtIn().reader().read("acme", Map.of("like", base, "handshake", handshake));
        List<SigningSecret> secrets = List.of(SigningSecret.of("a secret of our own"));
        return new Gate(scheme, secrets, secrets, options(config));
    }

    private static SignatureScheme scheme(String name) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new AssertionError("no scheme " + name);
        }
        return scheme;
    }

    private static VerifierOptions options(String... config) {
        VerifierOptions options = VerifierOptions.defaults();
        for (int i = 0; i < config.length; i += 2) {
            options = options.withConfig(config[i], config[i + 1]);
        }
        return options;
    }

    static WebhookRequest get(String query) {
        return request("GET", query, "");
    }

    static WebhookRequest request(String method, String query, String body, String... headers) {
        return new WebhookRequest(
                method, query.isEmpty() ? URL : URL + "?" + query, Headers.of(headers), payload(body), NOW);
    }

    static RawPayload payload(String body) {
        return RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8));
    }

    WebhookRequest signed(String body, String... headers) {
        OutboundRequest unsigned = new OutboundRequest("POST", URL, Headers.of(headers), payload(body));
        return SignatureSigner.of(scheme, signing).sign(unsigned, NOW, "msg_1").receivedAt(NOW);
    }

    HandshakeDecision decide(WebhookRequest request) {
        return decide(request, EnumSet.allOf(Ability.class));
    }

    HandshakeDecision decide(WebhookRequest request, EnumSet<Ability> abilities) {
        HandshakeDecision unsigned = handshakes.beforeVerifying(request, abilities);
        if (unsigned != HandshakeDecision.NoHandshake.NO_HANDSHAKE) {
            return unsigned;
        }
        return switch (verifier.verify(request)) {
            case VerificationResult.Verified verified -> handshakes.afterVerifying(request, abilities);
            case VerificationResult.Refused refused -> {
                HandshakeDecision own = handshakes.afterRefusing(request, refused.reason());
                yield own == HandshakeDecision.NoHandshake.NO_HANDSHAKE
                        ? new HandshakeDecision.Refuse(refused.reason(), null)
                        : own;
            }
            case VerificationResult.Undecided undecided ->
                new HandshakeDecision.Refuse(RefusalReason.INVALID_SIGNATURE, null);
        };
    }

    /** Describes an answer as {@code STATUS header: value | body}; the header that all have is left out. */
    static String describe(HandshakeDecision decision) {
        return switch (decision) {
            case HandshakeDecision.NoHandshake none -> "none";
            case HandshakeDecision.Answer answer -> describe(answer.response());
            case HandshakeDecision.Confirm confirm -> "GET " + confirm.url() + ", " + describe(confirm.response());
            case HandshakeDecision.Keep keep -> "keep " + keep.secret() + ", " + describe(keep.response());
            case HandshakeDecision.Refuse refuse ->
                "refused " + refuse.reason().code()
                        + (refuse.response() == null ? "" : ", " + describe(refuse.response()));
        };
    }

    static String describe(HandshakeResponse response) {
        StringBuilder text = new StringBuilder().append(response.status());
        boolean nosniff = false;
        for (int i = 0; i < response.headers().size(); i++) {
            String name = response.headers().nameAt(i);
            String value = response.headers().valueAt(i);
            if (name.equals("X-Content-Type-Options")) {
                nosniff = value.equals("nosniff");
            } else {
                text.append(' ').append(name).append(": ").append(value);
            }
        }
        return text + (nosniff ? "" : " SNIFFABLE") + " | "
                + new String(response.body().toByteArray(), StandardCharsets.UTF_8);
    }

    String answer(WebhookRequest request) {
        return describe(decide(request));
    }
}
