package dev.sallyport.testkit.vectors;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.SigningSecret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads files of signature vectors: a JSON array of objects with {@code id}, {@code scheme}, {@code secret} or
 * {@code publicKey}, {@code additionalSecrets}, {@code config}, {@code method}, {@code url}, {@code headers} (a value may
 * be an array of lines), {@code bodyBase64}, {@code nowEpochSeconds}, {@code toleranceSeconds},
 * {@code futureToleranceSeconds}, {@code expect}, {@code alsoAcceptable} and {@code note}. Without a tolerance the time is
 * not checked; without a future tolerance it is that of the past.
 */
public final class VectorFile {

    private VectorFile() {}

    /** Returns the vectors that are part of this library. */
    public static List<SignatureVector> builtIn() {
        try (InputStream in = VectorFile.class.getResourceAsStream("/dev/sallyport/testkit/signature-vectors.json")) {
            if (in == null) {
                throw new IllegalStateException("the signature vectors are missing from this build");
            }
            return parse(RawPayload.adopt(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the signature vectors", e);
        }
    }

    /**
     * Reads a file's content.
     *
     * @throws IllegalArgumentException if it is not of the form above; the message names the vector and the field
     */
    public static List<SignatureVector> parse(RawPayload content) {
        List<Object> elements = JsonDocument.readArray(content);
        if (elements == null) {
            throw new IllegalArgumentException("not a well-formed JSON array of vectors");
        }
        List<SignatureVector> vectors = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException("vector " + (i + 1) + " is not an object");
            }
            try {
                vectors.add(vector(fields));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("vector " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(vectors);
    }

    private static SignatureVector vector(Map<?, ?> fields) {
        String expected = text(fields, "expect");
        Set<String> acceptable = new LinkedHashSet<>(texts(fields, "alsoAcceptable"));
        acceptable.add(expected);
        WebhookRequest request = new WebhookRequest(
                text(fields, "method"),
                text(fields, "url"),
                headers(fields),
                RawPayload.adopt(Base64.getDecoder().decode(text(fields, "bodyBase64"))),
                Instant.ofEpochSecond(number(fields, "nowEpochSeconds")));
        return new SignatureVector(
                text(fields, "id"),
                text(fields, "scheme"),
                secrets(fields),
                options(fields),
                request,
                expected,
                acceptable,
                fields.get("note") instanceof String note ? note : "");
    }

    private static Headers headers(Map<?, ?> fields) {
        if (!(fields.get("headers") instanceof Map<?, ?> headers)) {
            throw new IllegalArgumentException("headers must be an object");
        }
        Headers.Builder lines = Headers.builder();
        headers.forEach((name, value) -> {
            if (value instanceof List<?> several) {
                several.forEach(line -> lines.add(String.valueOf(name), String.valueOf(line)));
            } else {
                lines.add(String.valueOf(name), String.valueOf(value));
            }
        });
        return lines.build();
    }

    private static List<SigningSecret> secrets(Map<?, ?> fields) {
        List<SigningSecret> secrets = new ArrayList<>();
        for (String name : List.of("secret", "publicKey")) {
            if (fields.get(name) instanceof String material) {
                SigningSecret secret = SigningSecret.of(material);
                String keyId = config(fields).get("keyId") instanceof String id ? id : null;
                secrets.add(keyId == null ? secret : secret.withKeyId(keyId));
            }
        }
        texts(fields, "additionalSecrets").forEach(material -> secrets.add(SigningSecret.of(material)));
        return secrets;
    }

    private static VerifierOptions options(Map<?, ?> fields) {
        VerifierOptions options = VerifierOptions.defaults().withoutTimeCheck();
        if (fields.containsKey("toleranceSeconds")) {
            long past = number(fields, "toleranceSeconds");
            long future =
                    fields.containsKey("futureToleranceSeconds") ? number(fields, "futureToleranceSeconds") : past;
            options = options.withTolerance(Duration.ofSeconds(past), Duration.ofSeconds(future));
        }
        for (Map.Entry<?, ?> entry : config(fields).entrySet()) {
            options = options.withConfig(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
        }
        return options;
    }

    private static Map<?, ?> config(Map<?, ?> fields) {
        return fields.get("config") instanceof Map<?, ?> config ? config : Map.of();
    }

    private static List<String> texts(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be text");
    }

    private static long number(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " must be a whole number");
    }
}
