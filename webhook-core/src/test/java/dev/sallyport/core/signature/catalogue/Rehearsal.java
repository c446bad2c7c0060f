package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.JwsRules;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.Part;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes, for any scheme that is data, keys of the right sort and a request that holds all that the scheme signs. */
record Rehearsal(SignatureScheme scheme, SigningSecret signing, SigningSecret verifying) {

    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    static Rehearsal of(SignatureScheme scheme, String owner) {
        KeyRules.Decoding decoding = scheme.key().decoding();
        if (decoding == KeyRules.Decoding.ASYMMETRIC || decoding == KeyRules.Decoding.FETCHED) {
            KeyPair pair = PAIRS.computeIfAbsent(kind(scheme) + owner, key -> generate(kind(scheme)));
            return new Rehearsal(
                    scheme,
                    SigningSecret.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                    SigningSecret.of(pem("PUBLIC KEY", pair.getPublic().getEncoded())));
        }
        byte[] bytes = ("the secret of " + owner).getBytes(StandardCharsets.UTF_8);
        String text =
                switch (decoding) {
                    case HEX -> HexFormat.of().formatHex(bytes);
                    case BASE64 ->
                        scheme.key().stripPrefix() + Base64.getEncoder().encodeToString(bytes);
                    case USER_PASSWORD -> owner + ":secret";
                    case TEXT, NFKD, SHA1_OF_TEXT, TEXT_OR_ASYMMETRIC, ASYMMETRIC, FETCHED -> "the secret of " + owner;
                };
        return new Rehearsal(scheme, SigningSecret.of(text), SigningSecret.of(text));
    }

    private static String kind(SignatureScheme scheme) {
        if (scheme.rules() instanceof MessageRules rules) {
            return rules.algorithm() == Algorithm.ED25519
                    ? "Ed25519"
                    : rules.algorithm().label().startsWith("rsa") ? "RSA" : "EC";
        }
        return "EC";
    }

    private static KeyPair generate(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(256);
            }
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    SignatureVerifier verifier() {
        return SignatureVerifier.of(scheme, List.of(verifying));
    }

    OutboundRequest signed() {
        return SignatureSigner.of(scheme, List.of(signing)).sign(unsigned(), Subject.NOW, "msg-1");
    }

    /** A JSON body, unless the scheme reads a form, with every field that is signed. */
    OutboundRequest unsigned() {
        OutboundRequest request = OutboundRequest.post(
                "https://example.com/hooks/in",
                RawPayload.copyOf("{\"some\":\"body\"}".getBytes(StandardCharsets.UTF_8)));
        if (scheme.rules() instanceof JwsRules) {
            return request;
        }
        MessageRules rules = (MessageRules) scheme.rules();
        if (readsForm(rules)) {
            request = request.withBody(RawPayload.copyOf("b=2&a=1+1&sub=%C3%A4".getBytes(StandardCharsets.UTF_8)));
        }
        for (Part part : rules.message().parts()) {
            if (part instanceof Part.Value value) {
                request = with(request, value.field());
            }
        }
        return request;
    }

    static boolean readsForm(MessageRules rules) {
        return rules.message().parts().stream()
                .anyMatch(part -> part instanceof Part.FormPairs || part == Part.Simple.FORM_CONCATENATED);
    }

    private static OutboundRequest with(OutboundRequest request, Field field) {
        return switch (field) {
            case Field.Header header -> request.withHeader(header.name(), "value of " + header.name());
            case Field.Json at -> request.withBody(JsonEdit.withText(request.body(), at.pointer(), "value"));
            case Field.Query at -> request.withUrl(request.url() + "?" + at.name() + "=VALUE");
            case Field.Form at -> request;
            case Field.Config at -> request;
            case Field.Item at -> request;
            case Field.ItemAt at -> request;
        };
    }
}
