package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Undecided;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruelayerSchemeTest {

    private static final KeyPair KEYS = TestKeys.p521("truelayer");
    private static final String BODY = "{\"type\":\"payment_executed\",\"event_id\":\"e1\",\"payment_id\":\"p1\"}";

    private static final CodedSubject TRUELAYER = new CodedSubject(
            "truelayer",
            List.of(SigningSecret.of(TestKeys.privatePem(KEYS)).withKeyId("kid-1")),
            List.of(SigningSecret.of(TestKeys.publicPem(KEYS)).withKeyId("kid-1")),
            VerifierOptions.defaults());

    private static final OutboundRequest SIGNED = TRUELAYER.sign(
            CodedSubject.post("https://example.com/in?x=y", BODY).withHeader("Content-Type", "application/json"));

    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);

    private static String header() {
        String text = SIGNED.headers().first("Tl-Signature");
        return new String(Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.'))), StandardCharsets.UTF_8);
    }

    private static OutboundRequest withHeader(String json) {
        String text = SIGNED.headers().first("Tl-Signature");
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return SIGNED.withHeader("Tl-Signature", header + text.substring(text.indexOf('.')));
    }

    @Nested
    class Verify {

        @Test
        void shouldCoverEverythingThatIsSigned() {
            assertThat(TRUELAYER.verify(SIGNED))
                    .isEqualTo(new Verified(
                            "kid-1",
                            new Coverage(
                                    Coverage.Body.WHOLE,
                                    true,
                                    true,
                                    true,
                                    false,
                                    Set.of("x-tl-webhook-timestamp", "content-type")),
                            CodedSubject.NOW));
        }

        @ParameterizedTest
        @CsvSource({
            "https://example.com/in, https://example.com/in/",
            "https://example.com/in/, https://example.com/in",
            "https://example.com, https://example.com/",
            "https://example.com/in, http://localhost:8080/in?x=y#z"
        })
        void shouldForgiveASlashAtThePathsEnd(String signed, String received) {
            assertThat(TRUELAYER.verify(
                            TRUELAYER.sign(CodedSubject.post(signed, BODY)).withUrl(received)))
                    .isInstanceOf(Verified.class);
        }

        @Test
        void shouldRefuseAChangeOfAnythingSigned() {
            assertThat(TRUELAYER.verify(SIGNED.withUrl("https://example.com/other")))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(SIGNED.withUrl("https://example.com/in//")))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(new OutboundRequest("PUT", SIGNED.url(), SIGNED.headers(), SIGNED.body())))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(SIGNED.withHeader("content-type", "text/plain")))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(SIGNED.withHeader("X-Tl-Webhook-Timestamp", "2025-08-22T00:00:01Z")))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(
                            SIGNED.withBody(CodedSubject.post("u", BODY + " ").body())))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(withHeader(header().replace("{", "{ "))))
                    .isEqualTo(INVALID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "HS256", "HS512", "ES256", "RS512", "es512", ""})
        void shouldRefuseOtherAlgorithms(String algorithm) {
            assertThat(TRUELAYER.verify(withHeader(header().replace("ES512", algorithm))))
                    .isEqualTo(MALFORMED);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"tl_version\":\"2\"|\"tl_version\":\"1\"",
                    "\"tl_version\":\"2\"|\"tl_version\":2",
                    "\"alg\"|\"crit\":[\"b64\"],\"b64\":false,\"alg\"",
                    "\"alg\"|\"alg\":\"ES512\",\"alg\"",
                    "\"kid\"|\"key\"",
                    "\"kid\":\"kid-1\"|\"kid\":1",
                    "X-Tl-Webhook-Timestamp,Content-Type|Content-Type",
                    "X-Tl-Webhook-Timestamp,Content-Type|",
                    "X-Tl-Webhook-Timestamp,Content-Type|X-Tl-Webhook-Timestamp,,Content-Type",
                    "X-Tl-Webhook-Timestamp,Content-Type|X-Tl-Webhook-Timestamp,x-tl-webhook-timestamp",
                    "X-Tl-Webhook-Timestamp,Content-Type|X-Tl-Webhook-Timestamp,a b",
                    "\"tl_headers\"|\"headers\"",
                    "https://webhooks.truelayer.com/.well-known/jwks|https://webhooks.truelayer-sandbox.com/.well-known/jwks",
                    "https://webhooks.truelayer.com|https://evil.example",
                    "https://webhooks.truelayer.com|https://webhooks.truelayer.com@evil.example",
                    "https://webhooks.truelayer.com|https://WEBHOOKS.truelayer.com",
                    "https://webhooks.truelayer.com|http://webhooks.truelayer.com",
                    "/.well-known/jwks|/.well-known/jwks?x",
                    "\"jku\":\"https://webhooks.truelayer.com/.well-known/jwks\"|\"jku\":7"
                })
        void shouldRefuseOtherHeaders(String from, String to) {
            String changed = header().replace(from, to == null ? "" : to);
            assertThat(changed).isNotEqualTo(header());
            assertThat(TRUELAYER.verify(withHeader(changed))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseSignaturesOfOtherForms() {
            String text = SIGNED.headers().first("Tl-Signature");
            String head = text.substring(0, text.lastIndexOf('.') + 1);
            String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[132]);
            assertThat(TRUELAYER.verify(SIGNED.withHeader("Tl-Signature", head + zeros)))
                    .isEqualTo(INVALID);
            assertThat(TRUELAYER.verify(SIGNED.withHeader("Tl-Signature", text + "AAAA")))
                    .isEqualTo(INVALID);
            for (String odd : new String[] {
                head, text + "=", text + ".", text.replace("..", "."), text.replace("..", ".e30."), "a.b.c", "..", "x"
            }) {
                assertThat(TRUELAYER.verify(SIGNED.withHeader("Tl-Signature", odd)))
                        .isEqualTo(MALFORMED);
            }
            assertThat(TRUELAYER.verify(SIGNED.withHeader("Tl-Signature", "")))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }

        @Test
        void shouldRefuseAbsentSignedHeaders() {
            OutboundRequest plain = TRUELAYER.sign(CodedSubject.post(CodedSubject.URL, BODY));
            assertThat(TRUELAYER.verify(CodedSubject.post(CodedSubject.URL, BODY)
                            .withHeader("Tl-Signature", plain.headers().first("Tl-Signature"))))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
            assertThat(TRUELAYER.verify(plain.withHeader("X-Tl-Webhook-Timestamp", "yesterday")))
                    .isEqualTo(MALFORMED);
        }

        @Test
        void shouldLimitTheAgeOnlyIfTold() {
            assertThat(TRUELAYER.verify(SIGNED, CodedSubject.NOW.plus(Duration.ofDays(3650))))
                    .isInstanceOf(Verified.class);
            Duration minute = Duration.ofMinutes(1);
            CodedSubject limited = TRUELAYER.with(VerifierOptions.defaults().withTolerance(minute, Duration.ZERO));
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.plus(minute))).isInstanceOf(Verified.class);
            Refused expired = Refused.because(RefusalReason.EXPIRED);
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.plus(minute).plusMillis(1)))
                    .isEqualTo(expired);
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.minusMillis(1))).isEqualTo(expired);
        }

        @Test
        void shouldRefuseKeysOfOtherKindsAndIds() {
            for (KeyPair other : List.of(TestKeys.p256("other"), TestKeys.rsa("other"), TestKeys.p521("other"))) {
                assertThat(TRUELAYER
                                .verifyingWith(SigningSecret.of(TestKeys.publicPem(other)))
                                .verify(SIGNED))
                        .isEqualTo(INVALID);
            }
            assertThat(TRUELAYER
                            .verifyingWith(
                                    SigningSecret.of(TestKeys.publicPem(KEYS)).withKeyId("kid-2"))
                            .verify(SIGNED))
                    .isEqualTo(INVALID);
        }
    }

    @Nested
    class WithFetchedKeys {

        private final List<String> asked = new ArrayList<>();

        private VerificationResult verify(KeyResolution answer, String... config) {
            VerifierOptions options = VerifierOptions.defaults().withKeyResolver(request -> {
                asked.add(request.url() + " " + request.keyId());
                return answer;
            });
            for (String environment : config) {
                options = options.withConfig("environment", environment);
            }
            return TRUELAYER.verifyingWith().with(options).verify(SIGNED);
        }

        private KeyResolution document() {
            return KeyResolution.ofDocument(
                    new KeyRequest("u", "kid-1"), TestKeys.publicPem(KEYS).getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void shouldAskTruelayersOwnAddress() {
            assertThat(verify(document())).isInstanceOf(Verified.class);
            assertThat(asked).containsExactly("https://webhooks.truelayer.com/.well-known/jwks kid-1");
        }

        @Test
        void shouldTellAnAbsentKeyFromAnUnavailableOne() {
            assertThat(verify(new KeyResolution.Absent())).isEqualTo(INVALID);
            assertThat(verify(new KeyResolution.Unavailable("busy"))).isEqualTo(new Undecided());
        }

        @Test
        void shouldNotAskForWhatIsRefusedAnyway() {
            assertThat(verify(document(), "sandbox")).isEqualTo(MALFORMED);
            assertThat(asked).isEmpty();
        }

        @Test
        void shouldNeedAKeyOrAResolver() {
            assertThatExceptionOfType(KeyRefusedException.class)
                    .isThrownBy(() -> TRUELAYER.verifyingWith().verifier());
            assertThatIllegalArgumentException().isThrownBy(() -> verify(document(), "test"));
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByEventIdAndObject() {
            assertThat(TRUELAYER.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "e1",
                            new EventType("payment_executed"),
                            "p1",
                            OrderingMark.of(OrderingMark.Kind.TIME, CodedSubject.NOW)));
        }
    }
}
