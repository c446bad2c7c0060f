package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaypalSchemeTest {

    private static final VerifierOptions OPTIONS = VerifierOptions.defaults().withConfig("webhookId", "8PT597110X");

    private static final CodedSubject PAYPAL = new CodedSubject(
            "paypal",
            List.of(SigningSecret.of(TestKeys.privatePem(FetchedCertificate.SIGNER))),
            List.of(SigningSecret.of(TestKeys.publicPem(FetchedCertificate.SIGNER))),
            OPTIONS);

    private static final String BODY = "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.SALE.COMPLETED\","
            + "\"create_time\":\"2025-08-22T00:00:00Z\",\"resource\":{\"id\":\"r1\"}}";

    private static final OutboundRequest SIGNED = PAYPAL.sign(BODY);

    private static final String HOST = "messageverificationcerts.paypal.com";

    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);

    @Nested
    class Verify {

        @Test
        void shouldSayThatItBindsTheBodyByAChecksumOnly() {
            assertThat(PAYPAL.verify(SIGNED)).isInstanceOfSatisfying(Verified.class, verified -> {
                assertThat(verified.coverage().body()).isEqualTo(Coverage.Body.CHECKSUM);
                assertThat(verified.coverage().isWeak()).isTrue();
                assertThat(verified.coverage().time()).isTrue();
                assertThat(verified.signedAt()).isEqualTo(CodedSubject.NOW);
            });
        }

        @Test
        void shouldRefuseAChangeOfAnythingSigned() {
            assertThat(PAYPAL.verify(
                            SIGNED.withBody(CodedSubject.post("u", BODY + " ").body())))
                    .isEqualTo(INVALID);
            assertThat(PAYPAL.verify(SIGNED.withHeader("PAYPAL-TRANSMISSION-ID", "other")))
                    .isEqualTo(INVALID);
            assertThat(PAYPAL.verify(SIGNED.withHeader("PAYPAL-TRANSMISSION-TIME", "2025-08-22T00:00:01Z")))
                    .isEqualTo(INVALID);
            assertThat(PAYPAL.with(VerifierOptions.defaults().withConfig("webhookId", "other"))
                            .verify(SIGNED))
                    .isEqualTo(INVALID);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "PAYPAL-TRANSMISSION-ID",
                    "PAYPAL-TRANSMISSION-TIME",
                    "PAYPAL-TRANSMISSION-SIG",
                    "PAYPAL-CERT-URL",
                    "PAYPAL-AUTH-ALGO"
                })
        void shouldSayWhatIsMissing(String name) {
            assertThat(PAYPAL.verify(SIGNED.withHeader(name, "")))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }

        @ParameterizedTest
        @CsvSource({
            "PAYPAL-AUTH-ALGO, SHA1withRSA",
            "PAYPAL-AUTH-ALGO, NONEwithRSA",
            "PAYPAL-AUTH-ALGO, HmacSHA256",
            "PAYPAL-AUTH-ALGO, none",
            "PAYPAL-TRANSMISSION-TIME, yesterday",
            "PAYPAL-TRANSMISSION-SIG, %",
            "PAYPAL-CERT-URL, http://api.paypal.com/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://evil.example/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://www.paypal.com/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://API.paypal.com/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://api.paypal.com:444/v1/notifications/certs/CERT-1",
            "PAYPAL-CERT-URL, https://api.paypal.com/v1/notifications/certs/../../x",
            "PAYPAL-CERT-URL, https://api.paypal.com/v1/notifications/certs/",
            "PAYPAL-CERT-URL, https://api.paypal.com/cert"
        })
        void shouldRefuseWhatIsNotOfTheForm(String name, String value) {
            assertThat(PAYPAL.verify(SIGNED.withHeader(name, value))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldLimitTheAgeOnlyIfTold() {
            assertThat(PAYPAL.verify(SIGNED, CodedSubject.NOW.plus(Duration.ofDays(3650))))
                    .isInstanceOf(Verified.class);
            CodedSubject limited = PAYPAL.with(OPTIONS.withTolerance(Duration.ofMinutes(5), Duration.ofMinutes(5)));
            for (int sign : new int[] {-1, 1}) {
                assertThat(limited.verify(SIGNED, CodedSubject.NOW.plusSeconds(300L * sign)))
                        .isInstanceOf(Verified.class);
                assertThat(limited.verify(SIGNED, CodedSubject.NOW.plusSeconds(301L * sign)))
                        .isEqualTo(Refused.because(RefusalReason.EXPIRED));
            }
        }

        @Test
        void shouldNeedTheWebhookId() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PAYPAL.with(VerifierOptions.defaults()).verifier())
                    .withMessageContaining("webhookId");
        }
    }

    @Nested
    class WithFetchedCertificates {

        private VerificationResult verify(KeyResolver resolver, VerifierOptions options, Instant at) {
            return PAYPAL.verifyingWith()
                    .with(options.withKeyResolver(resolver))
                    .verify(SIGNED, at);
        }

        private VerificationResult verify(KeyResolver resolver) {
            return verify(resolver, OPTIONS, CodedSubject.NOW);
        }

        @Test
        void shouldVerifyByTheCertificateOfPaypal() {
            FetchedCertificate paypal = FetchedCertificate.of(FetchedCertificate.leaf(HOST));
            assertThat(verify(paypal)).isInstanceOf(Verified.class);
            assertThat(paypal.asked)
                    .extracting("url")
                    .containsExactly("https://api.paypal.com/v1/notifications/certs/CERT-simulated");
        }

        @Test
        void shouldKeepTheSandboxApart() {
            FetchedCertificate sandbox =
                    FetchedCertificate.of(FetchedCertificate.leaf("messageverificationcerts.sandbox.paypal.com"));
            assertThat(verify(sandbox)).isEqualTo(INVALID);
            CodedSubject testing = PAYPAL.with(OPTIONS.withConfig("environment", "sandbox"));
            CodedSubject fetching =
                    testing.verifyingWith().with(testing.options().withKeyResolver(sandbox));
            assertThat(fetching.verify(testing.sign(BODY))).isInstanceOf(Verified.class);
            assertThat(fetching.verify(SIGNED)).isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseACertificateOfAnotherNameOrTime() {
            assertThat(verify(FetchedCertificate.of(FetchedCertificate.leaf("www.paypal.com"))))
                    .isEqualTo(INVALID);
            FetchedCertificate paypal = FetchedCertificate.of(FetchedCertificate.leaf(HOST));
            assertThat(verify(paypal, OPTIONS, Instant.parse("2026-01-01T00:00:01Z")))
                    .isEqualTo(INVALID);
        }

        @Test
        void shouldFollowTheChainToATrustedRootIfTold() {
            VerifierOptions rooted = OPTIONS.withConfig("trustedRoots", TestCertificate.pem(FetchedCertificate.ROOT));
            byte[] leaf = FetchedCertificate.leaf(HOST);
            byte[] middle = TestCertificate.of("middle", TestKeys.p256("middle"))
                    .authority()
                    .signedBy("issuer", FetchedCertificate.ISSUER);
            byte[] longer = TestCertificate.of("leaf", FetchedCertificate.SIGNER)
                    .forHosts(HOST)
                    .signedBy("middle", TestKeys.p256("middle"));
            assertThat(verify(FetchedCertificate.of(leaf), rooted, CodedSubject.NOW))
                    .isInstanceOf(Verified.class);
            assertThat(verify(FetchedCertificate.of(longer, middle), rooted, CodedSubject.NOW))
                    .isInstanceOf(Verified.class);
            assertThat(verify(FetchedCertificate.of(longer), rooted, CodedSubject.NOW))
                    .isEqualTo(INVALID);
            byte[] own = TestCertificate.of("leaf", FetchedCertificate.SIGNER)
                    .forHosts(HOST)
                    .selfSigned();
            assertThat(verify(FetchedCertificate.of(own), rooted, CodedSubject.NOW))
                    .isEqualTo(INVALID);
            assertThat(verify(FetchedCertificate.of(own, FetchedCertificate.ROOT), rooted, CodedSubject.NOW))
                    .isEqualTo(INVALID);
        }

        @Test
        void shouldTellAnAbsentCertificateFromAnUnavailableOne() {
            assertThat(verify(request -> new KeyResolution.Absent())).isEqualTo(INVALID);
            assertThat(verify(request -> new KeyResolution.Unavailable("busy"))).isEqualTo(new Undecided());
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByTheEventNotTheTransmission() {
            assertThat(PAYPAL.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "WH-1",
                            new EventType("PAYMENT.SALE.COMPLETED"),
                            "r1",
                            OrderingMark.of(OrderingMark.Kind.TIME, CodedSubject.NOW)));
        }
    }
}
