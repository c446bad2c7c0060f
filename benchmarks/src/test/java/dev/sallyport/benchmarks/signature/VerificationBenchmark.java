package dev.sallyport.benchmarks.signature;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook.Signature;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Verifying one genuine webhook: with this library, with the official ones, and the bare HMAC-SHA256 of the body by a
 * {@code Mac} that is made once. The official libraries get the body as the text they ask for, already decoded.
 */
@State(Scope.Thread)
public class VerificationBenchmark {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Param({"256", "1024", "4096", "65536"})
    public int size;

    private byte[] body = new byte[0];
    private String text = "";
    private Mac mac;

    private Case stripe;
    private Case github;
    private Case generic;
    private Case standardWebhooks;

    private Clock clock;
    private String stripeHeader;
    private HttpHeaders standardHeaders;
    private com.standardwebhooks.Webhook standardPeer;
    private com.svix.Webhook svixPeer;

    /** A verifier with a request that it accepts. */
    private record Case(SignatureVerifier verifier, WebhookRequest request) {

        static Case of(String name, byte[] body, Instant now) {
            SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
            if (scheme == null) {
                throw new IllegalStateException("no scheme " + name);
            }
            List<SigningSecret> secrets = List.of(SigningSecret.of(SECRET));
            OutboundRequest unsigned = OutboundRequest.post("https://example.com/in", RawPayload.copyOf(body))
                    .withHeader("Content-Type", "application/json")
                    .withHeader("User-Agent", "benchmark/1.0");
            WebhookRequest signed = SignatureSigner.of(scheme, secrets)
                    .sign(unsigned, now, "msg_1")
                    .receivedAt(now);
            return new Case(SignatureVerifier.of(scheme, secrets), signed);
        }

        VerificationResult verify() {
            VerificationResult result = verifier.verify(request);
            if (!(result instanceof VerificationResult.Verified)) {
                throw new IllegalStateException("not verified: " + result);
            }
            return result;
        }

        HttpHeaders headers() {
            Map<String, List<String>> lines = new TreeMap<>();
            Headers headers = request.headers();
            for (int i = 0; i < headers.size(); i++) {
                lines.put(headers.nameAt(i), List.of(headers.valueAt(i)));
            }
            return HttpHeaders.of(lines, (name, value) -> true);
        }
    }

    /** Before each iteration anew: two of the libraries take no clock, and what they accept is five minutes old at most. */
    @Setup(Level.Iteration)
    public void prepare() throws GeneralSecurityException, com.svix.exceptions.EmptyWebhookSecretException {
        Instant now = Instant.now();
        body = "{\"id\":\"evt_1\",\"type\":\"benchmark\",\"data\":\"%s\"}"
                .formatted("x".repeat(size))
                .substring(0, size)
                .getBytes(StandardCharsets.US_ASCII);
        text = new String(body, StandardCharsets.US_ASCII);
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        stripe = Case.of("stripe", body, now);
        github = Case.of("github", body, now);
        generic = Case.of("generic", body, now);
        standardWebhooks = Case.of("standard-webhooks", body, now);
        clock = Clock.fixed(now, ZoneOffset.UTC);
        stripeHeader = stripe.request().headers().first("Stripe-Signature");
        standardHeaders = standardWebhooks.headers();
        standardPeer = new com.standardwebhooks.Webhook(SECRET);
        svixPeer = new com.svix.Webhook(SECRET);
    }

    @Benchmark
    public byte[] rawMac() {
        return mac.doFinal(body);
    }

    @Benchmark
    public VerificationResult generic() {
        return generic.verify();
    }

    @Benchmark
    public VerificationResult github() {
        return github.verify();
    }

    @Benchmark
    public VerificationResult stripe() {
        return stripe.verify();
    }

    @Benchmark
    public VerificationResult standardWebhooks() {
        return standardWebhooks.verify();
    }

    @Benchmark
    public boolean stripeJava() throws SignatureVerificationException {
        return Signature.verifyHeader(text, stripeHeader, SECRET, 300, clock);
    }

    @Benchmark
    public void standardWebhooksJava() throws com.standardwebhooks.exceptions.WebhookVerificationException {
        standardPeer.verify(text, standardHeaders);
    }

    @Benchmark
    public void svixJava() throws com.svix.exceptions.WebhookVerificationException {
        svixPeer.verify(text, standardHeaders);
    }
}
