package dev.sallyport.benchmarks.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.format.JsonText;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events of an HTTP API that bring signed webhooks, each of them new. Thread-safe. */
final class Webhooks {

    /** The provider of the generic scheme. */
    static final String PROVIDER = "acme";

    /** The same, whose bodies are archived in bundles. */
    static final String BUNDLED = "acme-bundled";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BODY_BYTES = 2_048;
    private static final int LONG_BODY_BYTES = 100_000;

    private final String secret;
    private final AtomicInteger next = new AtomicInteger();

    Webhooks(String secret) {
        this.secret = secret;
    }

    /** Returns an event with a webhook that nobody has sent yet. */
    String next() {
        return event(body(next.incrementAndGet(), BODY_BYTES));
    }

    /** Returns what a receiver has to do with, once each: webhooks of both kinds, a duplicate, a forgery, a long one. */
    List<String> ofEveryKind() {
        String body = body(next.incrementAndGet(), BODY_BYTES);
        String again = event("POST", "/webhook", PROVIDER, body, sign(body));
        String bundled = body(next.incrementAndGet(), BODY_BYTES);
        return List.of(
                event("GET", "/health", PROVIDER, "", ""),
                again,
                again,
                event("POST", "/webhooks/" + BUNDLED, BUNDLED, bundled, sign(bundled)),
                event("POST", "/webhook", PROVIDER, body, new Webhooks(secret + '!').sign(body)),
                event("POST", "/webhooks/unknown", "unknown", body, ""),
                event(body(next.incrementAndGet(), LONG_BODY_BYTES)),
                next());
    }

    private String event(String body) {
        return event("POST", "/webhook", PROVIDER, body, sign(body));
    }

    private static String body(int number, int bytes) {
        String start = "{\"id\":\"evt_" + number + "\",\"type\":\"invoice.paid\",\"data\":{\"note\":\"";
        String end = "\"}}";
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    private String sign(String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static String event(String method, String path, String provider, String body, String signature) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", method + ' ' + path);
            json.writeStringField("rawPath", path);
            json.writeStringField("rawQueryString", "");
            json.writeObjectFieldStart("headers");
            json.writeStringField("content-type", "application/json");
            json.writeStringField("host", "hooks.example.com");
            json.writeStringField("user-agent", "Acme-Hooks/1.0");
            json.writeStringField("x-provider-id", provider);
            json.writeStringField("x-webhook-signature", signature);
            json.writeEndObject();
            json.writeObjectFieldStart("requestContext");
            json.writeStringField("stage", "$default");
            json.writeObjectFieldStart("http");
            json.writeStringField("method", method);
            json.writeStringField("path", path);
            json.writeStringField("protocol", "HTTP/1.1");
            json.writeStringField("sourceIp", "203.0.113.7");
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("body", body);
            json.writeBooleanField("isBase64Encoded", false);
            json.writeEndObject();
        });
    }
}
