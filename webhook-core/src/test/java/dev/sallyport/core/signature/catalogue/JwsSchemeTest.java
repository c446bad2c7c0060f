package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens made here by hand, so that signer and verifier cannot agree on a mistake. */
class JwsSchemeTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String BODY = "{\"a\":1}";
    private static final String BODY_HASH = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

    private static final SignatureScheme SCHEME = SchemeCatalogue.builtIn()
            .reader()
            .read(
                    "acme",
                    Map.of(
                            "jws",
                            Map.of(
                                    "header",
                                    "X-Token",
                                    "prefix",
                                    "Bearer ",
                                    "algorithms",
                                    List.of("HS256", "ES256"),
                                    "body",
                                    Map.of("claim", "hash"),
                                    "bodyOptional",
                                    true,
                                    "claims",
                                    Map.of("iss", "acme"),
                                    "leeway",
                                    "PT1S")));

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String token(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static String claims(String more) {
        return "{\"iss\":\"acme\",\"hash\":\"" + BODY_HASH + "\"" + more + "}";
    }

    private static VerificationResult verify(String header, String body, Instant at) {
        WebhookRequest request = new WebhookRequest(
                "POST",
                "https://example.com",
                Headers.of("X-Token", header),
                RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                at);
        return SignatureVerifier.of(SCHEME, List.of(SigningSecret.of(SECRET))).verify(request);
    }

    private static VerificationResult verify(String header) {
        return verify(header, BODY, Subject.NOW);
    }

    private static final String HS256 = "{\"alg\":\"HS256\"}";

    @Test
    void shouldVerifyATokenThatBindsTheBody() {
        assertThat(verify("Bearer " + token(HS256, claims("")))).isEqualTo(new Verified("1", SCHEME.coverage(), null));
    }

    @Nested
    class Binding {

        @Test
        void shouldRefuseAnotherBody() {
            assertThat(verify("Bearer " + token(HS256, claims("")), "{\"a\":2}", Subject.NOW))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldWantTheClaimExactlyWhenThereIsABody() {
            String without = token(HS256, "{\"iss\":\"acme\"}");
            assertThat(verify("Bearer " + without, "", Subject.NOW)).isInstanceOf(Verified.class);
            assertThat(verify("Bearer " + without)).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(verify("Bearer " + token(HS256, claims("")), "", Subject.NOW))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldRefuseAnotherIssuer() {
            assertThat(verify("Bearer " + token(HS256, claims("").replace("acme", "evil"))))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }
    }

    @Nested
    class Time {

        @Test
        void shouldHoldFromNotBeforeUntilBeforeExpiryGiveOrTakeTheLeeway() {
            String token = "Bearer " + token(HS256, claims(",\"nbf\":1000,\"exp\":2000,\"iat\":1000"));
            assertThat(verify(token, BODY, Instant.ofEpochSecond(998)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
            assertThat(verify(token, BODY, Instant.ofEpochSecond(999)))
                    .isEqualTo(new Verified("1", SCHEME.coverage(), Instant.ofEpochSecond(1000)));
            assertThat(verify(token, BODY, Instant.ofEpochSecond(2000))).isInstanceOf(Verified.class);
            assertThat(verify(token, BODY, Instant.ofEpochSecond(2001)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"exp\":\"2000\"", "\"nbf\":true", "\"iat\":-1", "\"exp\":1e18", "\"iat\":{}"})
        void shouldRefuseTimesThatAreNone(String claim) {
            assertThat(verify("Bearer " + token(HS256, claims("," + claim))))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }
    }

    @Nested
    class Form {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\"}",
                    "{\"alg\":\"HS512\"}",
                    "{\"alg\":\"hs256\"}",
                    "{\"alg\":1}",
                    "{}",
                    "[]",
                    "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                    "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
                })
        void shouldRefuseHeadersThatItDoesNotUnderstand(String header) {
            assertThat(verify("Bearer " + token(header, claims(""))))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer",
                    "Bearer ",
                    "Bearer a",
                    "Bearer a.b",
                    "Bearer a.b.c",
                    "Bearer ..",
                    "Basic x",
                    "Bearer e30.e30.e30.e30"
                })
        void shouldRefuseWhatIsNoToken(String text) {
            assertThat(verify(text)).isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldNotTakeAnAlgorithmThatTheKeyIsNotFor() {
            assertThat(verify("Bearer " + token("{\"alg\":\"ES256\"}", claims(""))))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldRefuseASignatureInWhichOneCharacterIsChanged() {
            String token = token(HS256, claims(""));
            String last = token.endsWith("A") ? "E" : "A";
            assertThat(verify("Bearer " + token.substring(0, token.length() - 1) + last))
                    .isInstanceOf(Refused.class);
            assertThat(verify("Bearer " + token.substring(0, token.length() - 2)))
                    .isInstanceOf(Refused.class);
        }
    }

    @Nested
    class Definitions {

        @ParameterizedTest
        @ValueSource(strings = {"header", "algorithms", "body"})
        void shouldNameTheFieldThatIsMissing(String field) {
            Map<String, Object> jws =
                    new HashMap<>(Map.of("header", "X", "algorithms", List.of("HS256"), "body", Map.of("claim", "c")));
            jws.remove(field);
            assertThatExceptionOfType(SchemeDefinitionException.class)
                    .isThrownBy(() -> SchemeCatalogue.builtIn().reader().read("acme", Map.of("jws", jws)))
                    .satisfies(e -> assertThat(e.path()).isEqualTo("acme.jws." + field));
        }
    }
}
