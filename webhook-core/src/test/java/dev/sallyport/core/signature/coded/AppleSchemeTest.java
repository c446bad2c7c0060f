package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import dev.sallyport.core.signature.rehearsal.AppleChain;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppleSchemeTest {

    private static final String LEAF_MARK = AppleChain.LEAF_MARK;
    private static final String MIDDLE_MARK = AppleChain.MIDDLE_MARK;

    private static final AppleChain CHAIN = AppleChain.of("apple");
    private static final KeyPair ROOT_KEYS = CHAIN.rootKeys();
    private static final KeyPair MIDDLE_KEYS = CHAIN.middleKeys();
    private static final KeyPair LEAF_KEYS = CHAIN.leafKeys();

    private static final byte[] ROOT = CHAIN.root();
    private static final byte[] MIDDLE = CHAIN.middle();
    private static final byte[] LEAF = CHAIN.leaf();

    private static final String PAYLOAD = "{\"notificationType\":\"DID_RENEW\",\"subtype\":\"BILLING_RECOVERY\","
            + "\"notificationUUID\":\"u1\",\"signedDate\":1755820800000,\"data\":{\"bundleId\":\"com.example\","
            + "\"signedTransactionInfo\":\"" + segment("{\"alg\":\"ES256\"}") + "."
            + segment("{\"originalTransactionId\":\"t1\"}") + ".AA\"}}";

    private static final CodedSubject APPLE =
            CodedSubject.of("apple", TestCertificate.pem(ROOT)).with(VerifierOptions.defaults());

    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);
    private static final Refused MISSING = Refused.because(RefusalReason.MISSING_HEADER);

    private static String segment(String json) {
        return AppleChain.segment(json);
    }

    private static String header(String algorithm, byte[]... chain) {
        return AppleChain.header(algorithm, chain);
    }

    private static String token(String header, String payload) {
        return CHAIN.token(header, payload);
    }

    private static String body(String token) {
        return "{\"signedPayload\":\"" + token + "\"}";
    }

    private static String signed(byte[]... chain) {
        return body(token(header("ES256", chain), PAYLOAD));
    }

    private static final String SIGNED = signed(LEAF, MIDDLE, ROOT);

    private static VerificationResult verify(String body) {
        return APPLE.verify(CodedSubject.post(CodedSubject.URL, body));
    }

    private static VerificationResult verify(CodedSubject subject, Instant at) {
        return subject.verify(CodedSubject.post(CodedSubject.URL, SIGNED), at);
    }

    @Nested
    class Verify {

        @Test
        void shouldVerifyATokenWhoseCertificatesLeadToTheRoot() {
            assertThat(verify(SIGNED)).isInstanceOfSatisfying(Verified.class, verified -> {
                assertThat(verified.keyId()).isEqualTo("1");
                assertThat(verified.coverage().body()).isEqualTo(Coverage.Body.FIELDS);
                assertThat(verified.signedAt()).isEqualTo(CodedSubject.NOW);
            });
        }

        @Test
        void shouldVerifyAgainByTheSameVerifier() {
            var verifier = APPLE.verifier();
            var request = CodedSubject.post(CodedSubject.URL, SIGNED);
            for (int i = 0; i < 3; i++) {
                assertThat(verifier.verify(request.receivedAt(CodedSubject.NOW)))
                        .isInstanceOf(Verified.class);
                assertThat(verifier.verify(request.receivedAt(Instant.parse("2026-01-01T00:00:01Z"))))
                        .as("what was remembered expires all the same")
                        .isEqualTo(INVALID);
            }
        }

        @Test
        void shouldRefuseChainsOfAnotherOrderOrLength() {
            assertThat(verify(signed(MIDDLE, LEAF, ROOT))).isEqualTo(INVALID);
            assertThat(verify(signed(LEAF, ROOT, MIDDLE))).isEqualTo(INVALID);
            assertThat(verify(signed(ROOT, MIDDLE, LEAF))).isEqualTo(INVALID);
            assertThat(verify(signed(LEAF, MIDDLE))).isEqualTo(MALFORMED);
            assertThat(verify(signed(LEAF, MIDDLE, ROOT, ROOT))).isEqualTo(MALFORMED);
            assertThat(verify(signed())).isEqualTo(MALFORMED);
        }

        @Test
        void shouldNotCareWhichRootTheSenderNames() {
            byte[] other = TestCertificate.of("root", TestKeys.p256("other"))
                    .authority()
                    .selfSigned();
            assertThat(verify(signed(LEAF, MIDDLE, other))).isInstanceOf(Verified.class);
        }

        @Test
        void shouldRefuseCertificatesWithoutApplesMarks() {
            byte[] plainLeaf = TestCertificate.of("leaf", LEAF_KEYS).signedBy("middle", MIDDLE_KEYS);
            byte[] plainMiddle =
                    TestCertificate.of("middle", MIDDLE_KEYS).authority().signedBy("root", ROOT_KEYS);
            byte[] swapped =
                    TestCertificate.of("leaf", LEAF_KEYS).marked(MIDDLE_MARK).signedBy("middle", MIDDLE_KEYS);
            assertThat(verify(signed(plainLeaf, MIDDLE, ROOT))).isEqualTo(INVALID);
            assertThat(verify(signed(LEAF, plainMiddle, ROOT))).isEqualTo(INVALID);
            assertThat(verify(signed(swapped, MIDDLE, ROOT))).isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseCertificatesOfAForgersRoot() {
            KeyPair forger = TestKeys.p256("forger");
            byte[] root = TestCertificate.of("root", forger).authority().selfSigned();
            byte[] middle = TestCertificate.of("middle", MIDDLE_KEYS)
                    .authority()
                    .marked(MIDDLE_MARK)
                    .signedBy("root", forger);
            assertThat(verify(signed(LEAF, middle, root))).isEqualTo(INVALID);
            assertThat(verify(signed(LEAF, middle, ROOT))).isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseALeafThatActsAsAuthority() {
            byte[] byLeaf = TestCertificate.of("leaf", LEAF_KEYS)
                    .marked(LEAF_MARK)
                    .signedBy("other leaf", TestKeys.p256("other leaf"));
            byte[] notAuthority = TestCertificate.of("other leaf", TestKeys.p256("other leaf"))
                    .marked(MIDDLE_MARK)
                    .signedBy("root", ROOT_KEYS);
            assertThat(verify(signed(byLeaf, notAuthority, ROOT))).isEqualTo(INVALID);
        }

        @Test
        void shouldMeasureTheCertificatesDatesAtTheReceipt() {
            assertThat(verify(APPLE, Instant.parse("2025-01-01T00:00:00Z"))).isInstanceOf(Verified.class);
            assertThat(verify(APPLE, Instant.parse("2024-12-31T23:59:59Z"))).isEqualTo(INVALID);
            byte[] expired = TestCertificate.of("middle", MIDDLE_KEYS)
                    .authority()
                    .marked(MIDDLE_MARK)
                    .validBetween("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
                    .signedBy("root", ROOT_KEYS);
            assertThat(verify(signed(LEAF, expired, ROOT))).isEqualTo(INVALID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "HS256", "ES384", "RS256", "es256", ""})
        void shouldRefuseOtherAlgorithms(String algorithm) {
            assertThat(verify(body(token(header(algorithm, LEAF, MIDDLE, ROOT), PAYLOAD))))
                    .isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseForgedPayloadsAndSignatures() {
            String token = token(header("ES256", LEAF, MIDDLE, ROOT), PAYLOAD);
            String[] parts = token.split("\\.");
            assertThat(verify(body(parts[0] + "." + segment("{}") + "." + parts[2])))
                    .isEqualTo(INVALID);
            String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
            assertThat(verify(body(parts[0] + "." + parts[1] + "." + zeros))).isEqualTo(INVALID);
            assertThat(verify(body(token + "AAAA"))).isEqualTo(INVALID);
            assertThat(verify(body(parts[0] + "." + parts[1] + "."))).isEqualTo(MALFORMED);
            assertThat(verify(body(parts[0] + ".." + parts[2]))).isEqualTo(MALFORMED);
            assertThat(verify(body(parts[0] + "." + segment("[]") + "." + parts[2])))
                    .isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseCertificatesThatAreNone() {
            for (String x5c :
                    new String[] {"[1,2,3]", "[\"\",\"\",\"\"]", "[\"AAAA\",\"AAAA\",\"AAAA\"]", "{}", "\"x\""}) {
                assertThat(verify(body(token("{\"alg\":\"ES256\",\"x5c\":" + x5c + "}", PAYLOAD))))
                        .isEqualTo(MALFORMED);
            }
            assertThat(verify(signed(LEAF, MIDDLE, new byte[] {0x30, 0}))).isEqualTo(MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"signedPayload\":null}", "{\"signedPayload\":\"\"}", "[]"})
        void shouldSayThatThePayloadIsMissing(String body) {
            assertThat(verify(body)).isEqualTo(MISSING);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "{\"signedPayload\":7}",
                    "{\"signedPayload\":{}}",
                    "{\"signedPayload\":\"a.b.c\"}",
                    "{\"signedPayload\":\"x\",\"signedPayload\":\"x\"}"
                })
        void shouldRefuseBodiesOfAnotherForm(String body) {
            assertThat(verify(body)).isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseTokensThatAreTooLong() {
            assertThat(verify(body("e30.e30." + "A".repeat(262_144)))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseOtherAppsIfOneIsConfigured() {
            CodedSubject own = APPLE.with(VerifierOptions.defaults().withConfig("bundleId", "com.example"));
            CodedSubject other = APPLE.with(VerifierOptions.defaults().withConfig("bundleId", "com.other"));
            assertThat(verify(own, CodedSubject.NOW)).isInstanceOf(Verified.class);
            assertThat(verify(other, CodedSubject.NOW)).isEqualTo(INVALID);
        }

        @Test
        void shouldLimitTheAgeOnlyIfTold() {
            Duration hour = Duration.ofHours(1);
            CodedSubject limited = APPLE.with(VerifierOptions.defaults().withTolerance(hour, hour));
            assertThat(verify(limited, CodedSubject.NOW.plus(hour))).isInstanceOf(Verified.class);
            assertThat(verify(limited, CodedSubject.NOW.plus(hour).plusMillis(1)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
            String undated = body(token(header("ES256", LEAF, MIDDLE, ROOT), "{\"notificationType\":\"TEST\"}"));
            assertThat(verify(undated)).isInstanceOf(Verified.class);
            assertThat(limited.verify(CodedSubject.post(CodedSubject.URL, undated)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
        }

        @Test
        void shouldNeedACertificateAsRoot() {
            assertThatExceptionOfType(KeyRefusedException.class)
                    .isThrownBy(() -> CodedSubject.of("apple", TestKeys.publicPem(ROOT_KEYS))
                            .verifier());
        }

        @Test
        void shouldStopTrustingARootThatWasReplaced() {
            SigningSecret old = SigningSecret.of(TestCertificate.pem(ROOT))
                    .validBetween(Instant.MIN, CodedSubject.NOW.plusSeconds(10));
            var verifier = APPLE.verifyingWith(old).verifier();
            var request = CodedSubject.post(CodedSubject.URL, SIGNED);
            assertThat(verifier.verify(request.receivedAt(CodedSubject.NOW))).isInstanceOf(Verified.class);
            assertThat(verifier.verify(request.receivedAt(CodedSubject.NOW.plusSeconds(10))))
                    .isEqualTo(INVALID);
        }
    }

    @Nested
    class Sign {

        @Test
        void shouldLeaveItToApple() {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> APPLE.sign("{}"));
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByWhatTheTokenHolds() {
            assertThat(APPLE.identify(CodedSubject.post(CodedSubject.URL, SIGNED)))
                    .isEqualTo(new EventIdentity(
                            "u1",
                            new EventType("DID_RENEW.BILLING_RECOVERY"),
                            "t1",
                            OrderingMark.of(OrderingMark.Kind.TIME, CodedSubject.NOW)));
        }

        @Test
        void shouldLeaveOutWhatIsNotTold() {
            String token =
                    token("{\"alg\":\"ES256\"}", "{\"data\":{\"signedTransactionInfo\":\"x\"},\"signedDate\":-1}");
            assertThat(APPLE.identify(CodedSubject.post(CodedSubject.URL, body(token))))
                    .isEqualTo(EventIdentity.UNKNOWN);
            assertThat(APPLE.identify(CodedSubject.post(CodedSubject.URL, "x"))).isEqualTo(EventIdentity.UNKNOWN);
        }
    }
}
