package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonPointer;
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
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsSchemeTest {

    private static final CodedSubject SNS = new CodedSubject(
            "sns",
            List.of(SigningSecret.of(TestKeys.privatePem(FetchedCertificate.SIGNER))),
            List.of(SigningSecret.of(TestKeys.publicPem(FetchedCertificate.SIGNER))),
            VerifierOptions.defaults());

    private static final OutboundRequest SIGNED =
            SNS.sign("{\"Message\":\"line\\nline\",\"Subject\":\"s\",\"MessageId\":\"m1\",\"MessageAttributes\":{}}");

    private static final String URL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem";

    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);
    private static final Refused MISSING = Refused.because(RefusalReason.MISSING_HEADER);

    private static OutboundRequest with(String name, String value) {
        return SIGNED.withBody(JsonEdit.withText(SIGNED.body(), JsonPointer.parse("/" + name), value));
    }

    private static OutboundRequest replaced(String from, String to) {
        String body = CodedSubject.text(SIGNED);
        assertThat(body).contains(from);
        return SIGNED.withBody(RawPayload.copyOf(body.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    @Nested
    class Verify {

        @Test
        void shouldCoverTheFieldsThatAreSigned() {
            assertThat(SNS.verify(SIGNED)).isInstanceOfSatisfying(Verified.class, verified -> {
                assertThat(verified.signedAt()).isEqualTo(CodedSubject.NOW);
                assertThat(verified.coverage().body()).isEqualTo(Coverage.Body.FIELDS);
                assertThat(verified.coverage().time()).isTrue();
            });
            assertThat(SNS.verify(replaced("\"MessageAttributes\":{}", "\"MessageAttributes\":{\"a\":1}")))
                    .isInstanceOf(Verified.class);
        }

        @ParameterizedTest
        @CsvSource({
            "Message, other",
            "MessageId, m2",
            "Subject, other",
            "TopicArn, arn:aws:sns:us-east-1:1:other",
            "Timestamp, 2025-08-22T00:00:01Z"
        })
        void shouldRefuseAChangeOfAnythingSigned(String name, String value) {
            assertThat(SNS.verify(with(name, value))).isEqualTo(INVALID);
        }

        @Test
        void shouldTellAnAbsentSubjectFromAnEmptyOne() {
            assertThat(SNS.verify(replaced("\"Subject\":\"s\"", "\"Subject\":null")))
                    .isEqualTo(INVALID);
            OutboundRequest without = SNS.sign("{\"Message\":\"m\",\"Subject\":null}");
            OutboundRequest empty = SNS.sign("{\"Message\":\"m\",\"Subject\":\"\"}");
            assertThat(SNS.verify(without)).isInstanceOf(Verified.class);
            assertThat(SNS.verify(empty)).isInstanceOf(Verified.class);
            assertThat(SNS.verify(
                            without.withBody(JsonEdit.withText(without.body(), JsonPointer.parse("/Subject"), ""))))
                    .isEqualTo(INVALID);
        }

        @Test
        void shouldNotTakePartsOfAMessageForFields() {
            // Signed is "Message\na\nMessageId\nforged\nSubject\n…": the same text with other borders.
            OutboundRequest genuine = SNS.sign("{\"Message\":\"a\\nMessageId\\nforged\",\"MessageId\":\"m1\"}");
            assertThat(SNS.verify(genuine)).isInstanceOf(Verified.class);
            RawPayload moved = JsonEdit.withText(genuine.body(), JsonPointer.parse("/Message"), "a");
            moved = JsonEdit.withText(moved, JsonPointer.parse("/MessageId"), "forged\nMessageId\nm1");
            assertThat(SNS.verify(genuine.withBody(moved))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldVerifyConfirmationsWithTheirOwnFields() {
            for (String type : new String[] {"SubscriptionConfirmation", "UnsubscribeConfirmation"}) {
                OutboundRequest signed = SNS.sign("{\"Type\":\"" + type
                        + "\",\"Message\":\"m\",\"Token\":\"t\",\"SubscribeURL\":\"https://sns.example/\"}");
                assertThat(SNS.verify(signed)).isInstanceOf(Verified.class);
                for (String name : new String[] {"Token", "SubscribeURL"}) {
                    JsonPointer at = JsonPointer.parse("/" + name);
                    assertThat(SNS.verify(signed.withBody(JsonEdit.withText(signed.body(), at, "x"))))
                            .isEqualTo(INVALID);
                    assertThat(SNS.verify(signed.withBody(JsonEdit.withText(signed.body(), at, ""))))
                            .isEqualTo(MISSING);
                }
            }
            assertThat(SNS.verify(with("Type", "SubscriptionConfirmation"))).isEqualTo(MISSING);
            assertThat(SNS.verify(with("Type", "Other"))).isEqualTo(MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Type",
                    "MessageId",
                    "TopicArn",
                    "Message",
                    "Timestamp",
                    "SignatureVersion",
                    "Signature",
                    "SigningCertURL"
                })
        void shouldSayWhatIsMissing(String name) {
            assertThat(SNS.verify(with(name, ""))).isEqualTo(MISSING);
        }

        @ParameterizedTest
        @CsvSource({
            "SignatureVersion, 3",
            "SignatureVersion, 0",
            "SignatureVersion, 02",
            "Signature, %",
            "Timestamp, yesterday"
        })
        void shouldRefuseWhatIsNotOfTheForm(String name, String value) {
            assertThat(SNS.verify(with(name, value))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldRefuseBodiesOfAnotherForm() {
            assertThat(SNS.verify(replaced("\"Type\":\"Notification\"", "\"Type\":7")))
                    .isEqualTo(MALFORMED);
            assertThat(SNS.verify(replaced("\"Subject\":\"s\"", "\"Subject\":[]")))
                    .isEqualTo(MALFORMED);
            assertThat(SNS.verify(replaced("\"Subject\":\"s\"", "\"Subject\":\"s\",\"Subject\":\"s\"")))
                    .isEqualTo(MALFORMED);
            for (String odd : new String[] {"", "[]", "Message=hi", "null", "{"}) {
                assertThat(SNS.verify(CodedSubject.post(CodedSubject.URL, odd))).isIn(MALFORMED, MISSING);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://sns.us-east-1.amazonaws.com/a.pem",
                    "https://sns.us-east-1.amazonaws.com.evil.example/a.pem",
                    "https://sns.us-east-1.amazonaws.com@evil.example/a.pem",
                    "https://evil.example/sns.us-east-1.amazonaws.com/a.pem",
                    "https://sns.us-east-1.amazonaws.com:8443/a.pem",
                    "https://SNS.us-east-1.amazonaws.com/a.pem",
                    "https://sqs.us-east-1.amazonaws.com/a.pem",
                    "https://a.sns.us-east-1.amazonaws.com/a.pem",
                    "https://sns.amazonaws.com/a.pem",
                    "https://sns.us-east-1.amazonaws.com/a.pem?x",
                    "https://sns.us-east-1.amazonaws.com/a.txt"
                })
        void shouldRefuseCertificatesFromElsewhere(String url) {
            assertThat(SNS.verify(with("SigningCertURL", url))).isEqualTo(MALFORMED);
        }

        @Test
        void shouldNotMistakeTheVersionOfTheSignature() {
            assertThat(SNS.verify(with("SignatureVersion", "1"))).isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseSignaturesOfAnotherLength() {
            for (int length : new int[] {1, 255, 257, 4000}) {
                assertThat(SNS.verify(with("Signature", Base64.getEncoder().encodeToString(new byte[length]))))
                        .isEqualTo(INVALID);
            }
        }

        @Test
        void shouldRefuseOtherTopicsIfOneIsConfigured() {
            VerifierOptions own = VerifierOptions.defaults().withConfig("topicArn", "arn:aws:sns:us-east-1:1:own");
            assertThat(SNS.with(own).verify(SIGNED)).isEqualTo(INVALID);
            assertThat(SNS.with(own).verify(SNS.with(own).sign("{\"Message\":\"m\"}")))
                    .isInstanceOf(Verified.class);
        }

        @Test
        void shouldLimitTheAgeOnlyIfTold() {
            assertThat(SNS.verify(SIGNED, CodedSubject.NOW.plus(Duration.ofDays(3650))))
                    .isInstanceOf(Verified.class);
            CodedSubject limited =
                    SNS.with(VerifierOptions.defaults().withTolerance(Duration.ofHours(1), Duration.ofMinutes(1)));
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.plusSeconds(3600)))
                    .isInstanceOf(Verified.class);
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.plusSeconds(3601)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
            assertThat(limited.verify(SIGNED, CodedSubject.NOW.minusSeconds(61)))
                    .isEqualTo(Refused.because(RefusalReason.EXPIRED));
        }
    }

    @Nested
    class WithFetchedCertificates {

        private VerificationResult verify(KeyResolver resolver, Instant at) {
            return SNS.verifyingWith()
                    .with(VerifierOptions.defaults().withKeyResolver(resolver))
                    .verify(SIGNED, at);
        }

        private VerificationResult verify(KeyResolver resolver) {
            return verify(resolver, CodedSubject.NOW);
        }

        @Test
        void shouldVerifyByTheCertificateOfSns() {
            FetchedCertificate sns = FetchedCertificate.of(FetchedCertificate.leaf("sns.amazonaws.com"));
            assertThat(verify(sns))
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.keyId()).isEqualTo(URL));
            assertThat(sns.asked).extracting("url").containsExactly(URL);
        }

        @Test
        void shouldRefuseACertificateForAnotherHost() {
            for (String host : new String[] {"sqs.amazonaws.com", "sns.amazonaws.com.evil.example", "evil.example"}) {
                assertThat(verify(FetchedCertificate.of(FetchedCertificate.leaf(host))))
                        .isEqualTo(INVALID);
            }
            assertThat(verify(FetchedCertificate.of(TestCertificate.of("sns.amazonaws.com", FetchedCertificate.SIGNER)
                            .selfSigned())))
                    .isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseACertificateBeforeAndAfterItsTime() {
            FetchedCertificate sns = FetchedCertificate.of(FetchedCertificate.leaf("sns.amazonaws.com"));
            assertThat(verify(sns, Instant.parse("2025-01-01T00:00:00Z"))).isInstanceOf(Verified.class);
            assertThat(verify(sns, Instant.parse("2024-12-31T23:59:59Z"))).isEqualTo(INVALID);
            assertThat(verify(sns, Instant.parse("2026-01-01T00:00:00Z"))).isInstanceOf(Verified.class);
            assertThat(verify(sns, Instant.parse("2026-01-01T00:00:01Z"))).isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseABareKey() {
            assertThat(verify(FetchedCertificate.ofText(TestKeys.publicPem(FetchedCertificate.SIGNER))))
                    .isEqualTo(INVALID);
        }

        @Test
        void shouldNotDecideByADocumentThatIsNoCertificate() {
            assertThat(verify(FetchedCertificate.ofText("<html>Back soon</html>")))
                    .isEqualTo(new Undecided());
        }

        @Test
        void shouldNotFetchForWhatIsRefusedAnyway() {
            FetchedCertificate sns = FetchedCertificate.of(FetchedCertificate.leaf("sns.amazonaws.com"));
            CodedSubject fetching = SNS.verifyingWith()
                    .with(VerifierOptions.defaults()
                            .withKeyResolver(sns)
                            .withConfig("topicArn", "arn:own")
                            .withTolerance(Duration.ofHours(1), Duration.ofHours(1)));
            fetching.verify(SIGNED);
            fetching.verify(SIGNED, CodedSubject.NOW.plusSeconds(3601));
            fetching.verify(with("SigningCertURL", "https://evil.example/a.pem"));
            fetching.verify(with("SignatureVersion", "3"));
            assertThat(sns.asked).isEmpty();
        }

        @Test
        void shouldFollowTheChainToATrustedRootIfTold() {
            byte[] leaf = FetchedCertificate.leaf("sns.amazonaws.com");
            FetchedCertificate chain = FetchedCertificate.of(leaf, FetchedCertificate.ROOT);
            VerifierOptions options = VerifierOptions.defaults().withKeyResolver(chain);
            String root = TestCertificate.pem(FetchedCertificate.ROOT);
            String other = TestCertificate.pem(TestCertificate.of("issuer", TestKeys.p256("other"))
                    .authority()
                    .selfSigned());
            CodedSubject fetching = SNS.verifyingWith();
            assertThat(fetching.with(options.withConfig("trustedRoots", root)).verify(SIGNED))
                    .isInstanceOf(Verified.class);
            assertThat(fetching.with(options.withConfig("trustedRoots", other + root))
                            .verify(SIGNED))
                    .isInstanceOf(Verified.class);
            assertThat(fetching.with(options.withConfig("trustedRoots", other)).verify(SIGNED))
                    .isEqualTo(INVALID);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fetching.with(options.withConfig("trustedRoots", "no certificate"))
                            .verifier())
                    .withMessageContaining("trustedRoots");
        }

        @ParameterizedTest
        @CsvSource({
            "sns.amazonaws.com, us-east-1.amazonaws.com, true",
            "sns-signing.me-south-1.amazonaws.com, me-south-1.amazonaws.com, true",
            "sns-signing.me-south-1.amazonaws.com, us-east-1.amazonaws.com, false",
            "sns-cn-north-1.amazonaws.com.cn, cn-north-1.amazonaws.com.cn, true",
            "sns.amazonaws.com, cn-north-1.amazonaws.com.cn, false",
            "sns-us-gov-west-1.amazonaws.com, us-gov-east-1.amazonaws.com, true",
            "sns-us-gov-west-1.amazonaws.com, us-east-1.amazonaws.com, false",
            "sns-signing.eusc-de-east-1.amazonaws.eu, eusc-de-east-1.amazonaws.eu, true",
            "xsns.amazonaws.com, us-east-1.amazonaws.com, false",
            "*.amazonaws.com, us-east-1.amazonaws.com, false"
        })
        void shouldKnowTheNamesOfEachRegion(String host, String home, boolean expected) {
            assertThat(SnsScheme.isSigner(host, "https://sns." + home + "/a.pem"))
                    .isEqualTo(expected);
        }
    }

    @Nested
    class Sign {

        @Test
        void shouldRefuseWhatIsNoMessage() {
            assertThatIllegalArgumentException().isThrownBy(() -> SNS.sign("{}"));
            assertThatIllegalArgumentException().isThrownBy(() -> SNS.sign("x"));
            assertThatIllegalArgumentException().isThrownBy(() -> SNS.sign("{\"Message\":{}}"));
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByMessageIdAndTopic() {
            assertThat(SNS.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "m1",
                            new EventType("Notification"),
                            "arn:aws:sns:us-east-1:000000000000:simulated",
                            OrderingMark.of(OrderingMark.Kind.TIME, CodedSubject.NOW)));
        }
    }
}
