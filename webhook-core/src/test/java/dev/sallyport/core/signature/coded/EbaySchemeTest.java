package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestKeys;
import dev.sallyport.core.signature.key.TokenGrant;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EbaySchemeTest {

    private static final KeyPair KEYS = TestKeys.p256("ebay");
    private static final String BODY = "{\"metadata\":{\"topic\":\"MARKETPLACE_ACCOUNT_DELETION\"},"
            + "\"notification\":{\"notificationId\":\"n1\",\"eventDate\":\"2021-03-19T20:43:59.462Z\"}}";

    private static final CodedSubject EBAY = new CodedSubject(
            "ebay",
            List.of(SigningSecret.of(TestKeys.privatePem(KEYS)).withKeyId("kid-1")),
            List.of(SigningSecret.of(TestKeys.publicPem(KEYS))),
            VerifierOptions.defaults());

    private static final OutboundRequest SIGNED = EBAY.sign(BODY);

    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);

    private static String header() {
        return new String(
                Base64.getDecoder().decode(SIGNED.headers().first("X-EBAY-SIGNATURE")), StandardCharsets.UTF_8);
    }

    private static OutboundRequest withHeader(String json) {
        return SIGNED.withHeader(
                "X-EBAY-SIGNATURE", Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static OutboundRequest withSignature(String signature) {
        return withHeader(header().replaceFirst("\"signature\":\"[^\"]*\"", "\"signature\":\"" + signature + "\""));
    }

    @Nested
    class Verify {

        @Test
        void shouldVerifyWhatItSigns() {
            assertThat(EBAY.verify(SIGNED)).isEqualTo(new Verified("1", Coverage.wholeBody(), null));
            assertThat(EBAY.verify(withHeader(header().replace("ecdsa", "ECDSA").replace("SHA1", "sha1"))))
                    .isInstanceOf(Verified.class);
            assertThat(EBAY.verify(
                            SIGNED.withBody(CodedSubject.post("u", BODY + " ").body())))
                    .isEqualTo(INVALID);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ecdsa|none",
                    "ecdsa|rsa",
                    "SHA1|SHA256",
                    "SHA1|NONE",
                    "\"digest\":\"SHA1\"|\"digest\":1",
                    "\"kid\":\"kid-1\"|\"kid\":1",
                    "\"kid\"|\"id\"",
                    "\"signature\"|\"sign\"",
                    "\"kid\"|\"kid\":\"x\",\"kid\"",
                    "kid-1|../token",
                    "kid-1|a/b",
                    "kid-1|a?b",
                    "kid-1|a#b",
                    "kid-1|%61",
                    "kid-1|''",
                    "kid-1|.",
                    "}|}}"
                })
        void shouldRefuseOtherHeaders(String from, String to) {
            String changed = header().replace(from, to);
            assertThat(changed).isNotEqualTo(header());
            assertThat(EBAY.verify(withHeader(changed))).isEqualTo(MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"MAYCAQACAQA=", "MAYCAQECAQE=", "AAAA", "MAA=", "MIAAAA=="})
        void shouldRefuseNumbersThatCannotSign(String signature) {
            assertThat(EBAY.verify(withSignature(signature))).isEqualTo(INVALID);
        }

        @Test
        void shouldRefuseHeadersOfOtherForms() {
            assertThat(EBAY.verify(withSignature("%"))).isEqualTo(MALFORMED);
            for (String odd : new String[] {"x", "e30", "e30=\u00e9", "W10=", "A".repeat(9000)}) {
                assertThat(EBAY.verify(SIGNED.withHeader("X-EBAY-SIGNATURE", odd)))
                        .isEqualTo(MALFORMED);
            }
            assertThat(EBAY.verify(SIGNED.withHeader("X-EBAY-SIGNATURE", " ")))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }

        @Test
        void shouldRefuseKeysOfOtherKinds() {
            for (KeyPair other : List.of(TestKeys.p256("other"), TestKeys.rsa("other"), TestKeys.p521("other"))) {
                assertThat(EBAY.verifyingWith(SigningSecret.of(TestKeys.publicPem(other)))
                                .verify(SIGNED))
                        .isEqualTo(INVALID);
            }
        }
    }

    @Nested
    class WithFetchedKeys {

        private static final VerifierOptions CREDENTIALS =
                VerifierOptions.defaults().withConfig("clientId", "us").withConfig("clientSecret", "hush");

        private final List<KeyRequest> asked = new ArrayList<>();

        private VerificationResult verify(KeyResolution answer, VerifierOptions options) {
            return EBAY.verifyingWith()
                    .with(options.withKeyResolver(request -> {
                        asked.add(request);
                        return answer;
                    }))
                    .verify(SIGNED);
        }

        private KeyResolution document(KeyPair keys) {
            String spki = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
            String json = "{\"key\":\"-----BEGIN PUBLIC KEY-----" + spki
                    + "-----END PUBLIC KEY-----\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}";
            return KeyResolution.ofDocument(new KeyRequest("u", "kid-1"), json.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void shouldAskForTheKeyById() {
            assertThat(verify(document(KEYS), CREDENTIALS))
                    .isEqualTo(new Verified("kid-1", Coverage.wholeBody(), null));
            verify(document(KEYS), CREDENTIALS.withConfig("environment", "sandbox"));
            assertThat(asked)
                    .extracting(KeyRequest::url)
                    .containsExactly(
                            "https://api.ebay.com/commerce/notification/v1/public_key/kid-1",
                            "https://api.sandbox.ebay.com/commerce/notification/v1/public_key/kid-1");
            assertThat(asked).extracting(KeyRequest::keyId).containsOnly("kid-1");
            Map<String, String> scope = Map.of("scope", "https://api.ebay.com/oauth/api_scope");
            assertThat(asked)
                    .extracting(request -> request.access().token())
                    .containsExactly(
                            new TokenGrant("https://api.ebay.com/identity/v1/oauth2/token", "us", "hush", scope),
                            new TokenGrant(
                                    "https://api.sandbox.ebay.com/identity/v1/oauth2/token", "us", "hush", scope));
            assertThat(asked.toString()).doesNotContain("hush");
        }

        @Test
        void shouldTellAnAbsentKeyFromAnUnavailableOne() {
            assertThat(verify(document(TestKeys.p256("other")), CREDENTIALS)).isEqualTo(INVALID);
            assertThat(verify(new KeyResolution.Absent(), CREDENTIALS)).isEqualTo(INVALID);
            assertThat(verify(new KeyResolution.Unavailable("busy"), CREDENTIALS))
                    .isEqualTo(new Undecided());
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByNotificationIdAndTopic() {
            assertThat(EBAY.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "n1",
                            new EventType("MARKETPLACE_ACCOUNT_DELETION"),
                            null,
                            OrderingMark.of(OrderingMark.Kind.TIME, Instant.parse("2021-03-19T20:43:59.462Z"))));
        }
    }
}
