package dev.sallyport.core.signature.rehearsal;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.Part;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes, for any scheme of the catalogue, keys of the right sort and a request that holds all that the scheme signs.
 *
 * @param scheme the scheme
 * @param owner whose keys these are; another owner has others
 * @param keys what signs and what verifies
 */
public record Rehearsal(SignatureScheme scheme, String owner, RehearsedKeys keys) {

    /** When everything is signed and, if a test says nothing else, received. */
    public static final Instant NOW = Instant.parse("2025-08-22T00:00:00Z");

    private static final String URL = "https://example.com/hooks/in";

    private static final VerifierOptions OPTIONS =
            VerifierOptions.defaults().withConfig("publicKey", "public_key").withConfig("webhookId", "8PT597110X");

    /** Signing with some sorts of keys is slow, and one request of a kind is as good as another. */
    private static final Map<String, OutboundRequest> SIGNED = new ConcurrentHashMap<>();

    private static final Map<String, SignatureVerifier> VERIFIERS = new ConcurrentHashMap<>();

    public static Rehearsal of(SignatureScheme scheme, String owner) {
        return new Rehearsal(scheme, owner, RehearsedKeys.of(scheme, owner));
    }

    /** One for each scheme of the catalogue. */
    public static Stream<Rehearsal> all(String owner) {
        return SchemeCatalogue.builtIn().all().stream().map(scheme -> of(scheme, owner));
    }

    public boolean isCoded() {
        return scheme.rules() instanceof CodedRules;
    }

    public SignatureVerifier verifier() {
        return VERIFIERS.computeIfAbsent(scheme.name() + " " + owner, name -> verifier(keys.verifying()));
    }

    public SignatureVerifier verifier(SigningSecret... secrets) {
        return SignatureVerifier.of(scheme, List.of(secrets), OPTIONS);
    }

    public VerificationResult verify(OutboundRequest request) {
        return verify(request, NOW);
    }

    public VerificationResult verify(OutboundRequest request, Instant receivedAt) {
        WebhookRequest received = request.receivedAt(receivedAt);
        return verifier().verify(received);
    }

    /** A genuine request, signed at {@link #NOW}. */
    public OutboundRequest signed() {
        return SIGNED.computeIfAbsent(scheme.name() + " " + owner, name -> sign());
    }

    private OutboundRequest sign() {
        if (scheme.name().equals("apple")) {
            return post(AppleChain.of(owner)
                    .notification("{\"notificationType\":\"TEST\",\"notificationUUID\":\"u1\","
                            + "\"signedDate\":1755820800000}"));
        }
        return SignatureSigner.of(scheme, List.of(keys.signing()), OPTIONS).sign(unsigned(), NOW, "msg-1");
    }

    /** A JSON body, unless the scheme reads something else, with every field that is signed. */
    public OutboundRequest unsigned() {
        return switch (scheme.rules()) {
            case JwsRules rules -> post("{\"some\":\"body\"}");
            case CodedRules rules -> post(bodyForCode());
            case MessageRules rules -> unsigned(rules);
        };
    }

    private String bodyForCode() {
        return switch (scheme.name()) {
            case "adyen" ->
                "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{\"pspReference\":\"7914073381342284\","
                        + "\"merchantAccountCode\":\"TestMerchant\",\"amount\":{\"value\":1130,\"currency\":\"EUR\"},"
                        + "\"eventCode\":\"AUTHORISATION\",\"success\":\"true\"}}]}";
            case "sns" -> "{\"Message\":\"hello\",\"Subject\":\"greeting\"}";
            case "twilio" -> "CallSid=CA1&From=%2B14158675310";
            default -> "{\"some\":\"body\"}";
        };
    }

    private static OutboundRequest unsigned(MessageRules rules) {
        boolean readsForm = rules.message().parts().stream()
                .anyMatch(part -> part instanceof Part.FormPairs || part == Part.Simple.FORM_CONCATENATED);
        OutboundRequest request = post(readsForm ? "b=2&a=1+1&sub=%C3%A4" : "{\"some\":\"body\"}");
        for (Part part : rules.message().parts()) {
            if (part instanceof Part.Value value) {
                request = with(request, value.field());
            }
        }
        return request;
    }

    private static OutboundRequest post(String body) {
        return OutboundRequest.post(URL, RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static OutboundRequest with(OutboundRequest request, Field field) {
        return switch (field) {
            case Field.Header header -> request.withHeader(header.name(), "value of " + header.name());
            case Field.Json at -> request.withBody(JsonEdit.withText(request.body(), at.pointer(), "value"));
            case Field.Query at -> request.withUrl(request.url() + "?" + at.name() + "=VALUE");
            case Field.Form at -> request;
            case Field.Body at -> request;
            case Field.Claim at -> request;
            case Field.Config at -> request;
            case Field.Item at -> request;
            case Field.ItemAt at -> request;
        };
    }

    /** Names the scheme only. */
    @Override
    public String toString() {
        return scheme.name();
    }
}
