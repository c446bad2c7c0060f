package dev.sallyport.core.signature.coded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentfulSchemeTest {

    private static final String SECRET = "a".repeat(64);
    private static final CodedSubject CONTENTFUL = CodedSubject.of("contentful", SECRET);
    private static final String BODY = "{\"sys\":{\"id\":\"e1\",\"updatedAt\":\"2025-08-22T00:00:00.5Z\"}}";
    private static final String LIST = "x-contentful-signed-headers";

    private static final OutboundRequest SIGNED =
            CONTENTFUL.sign(CodedSubject.post("https://example.com/in?a=1&b=2", BODY)
                    .withHeader("X-Contentful-Topic", " ContentManagement.Entry.publish ")
                    .withHeader("X-Contentful-Idempotency-Key", "k1")
                    .withHeader("Content-Type", "application/json"));

    private static VerificationResult verify(OutboundRequest request) {
        return CONTENTFUL.verify(request);
    }

    /** Signs an arbitrary list of headers, as a sender with the secret but other habits could. */
    private static OutboundRequest signedByHand(String list, String headers) {
        String canonical = "POST\n/in\n" + headers + "\n" + BODY;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8)));
            return CodedSubject.post(CodedSubject.URL, BODY)
                    .withHeader("x-contentful-timestamp", "1755820800000")
                    .withHeader(LIST, list)
                    .withHeader("x-contentful-signature", signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class Verify {

        @Test
        void shouldCoverEverythingThatIsSigned() {
            assertThat(verify(SIGNED)).isInstanceOfSatisfying(Verified.class, verified -> {
                Coverage coverage = verified.coverage();
                assertThat(coverage.body()).isEqualTo(Coverage.Body.WHOLE);
                assertThat(coverage.method() && coverage.url() && coverage.time())
                        .isTrue();
                assertThat(coverage.headers())
                        .containsExactlyInAnyOrder(
                                "x-contentful-idempotency-key", LIST, "x-contentful-timestamp", "x-contentful-topic");
                assertThat(verified.signedAt()).isEqualTo(CodedSubject.NOW);
            });
        }

        @Test
        void shouldSpellThePathAsContentfulDoes() {
            assertThat(ContentfulPath.of("https://example.com/in?a=1&b=2")).isEqualTo("/in?a%253D1%2526b%253D2");
            assertThat(ContentfulPath.of("https://example.com")).isEqualTo("/");
            assertThat(ContentfulPath.of("https://example.com?")).isEqualTo("/");
            assertThat(ContentfulPath.of("https://example.com/a%20b/\u00e9 ~!;,/:@&=+$#frag"))
                    .isEqualTo("/a%2520b/%C3%A9%20~!;,/:@&=+$");
            assertThat(ContentfulPath.of("https://example.com/a?b?c")).isEqualTo("/a?b");
        }

        @Test
        void shouldRefuseAChangeOfAnythingSigned() {
            Refused invalid = Refused.because(RefusalReason.INVALID_SIGNATURE);
            assertThat(verify(new OutboundRequest("PUT", SIGNED.url(), SIGNED.headers(), SIGNED.body())))
                    .isEqualTo(invalid);
            assertThat(verify(SIGNED.withUrl("https://example.com/in?a=1&b=3"))).isEqualTo(invalid);
            assertThat(verify(SIGNED.withUrl("https://example.com/in"))).isEqualTo(invalid);
            assertThat(verify(SIGNED.withHeader("X-Contentful-Topic", "x"))).isEqualTo(invalid);
            assertThat(verify(SIGNED.withHeader("x-contentful-timestamp", "1755820800001")))
                    .isEqualTo(invalid);
            assertThat(verify(SIGNED.withHeader(LIST, LIST + ",x-contentful-timestamp,x-contentful-topic")))
                    .isEqualTo(invalid);
            assertThat(verify(SIGNED.withHeader("Content-Type", "text/plain"))).isInstanceOf(Verified.class);
        }

        @Test
        void shouldNotMindBlanksAroundValuesNorTheHost() {
            assertThat(verify(SIGNED.withHeader("X-Contentful-Topic", "ContentManagement.Entry.publish")))
                    .isInstanceOf(Verified.class);
            assertThat(verify(SIGNED.withUrl("http://localhost:8080/in?a=1&b=2")))
                    .isInstanceOf(Verified.class);
        }

        @Test
        void shouldVerifyAnEmptySignedHeader() {
            assertThat(verify(CONTENTFUL.sign(
                            CodedSubject.post(CodedSubject.URL, BODY).withHeader("X-Contentful-Topic", ""))))
                    .isInstanceOf(Verified.class);
        }

        @Test
        void shouldRefuseMissingAndRepeatedSignedHeaders() {
            Headers.Builder without = Headers.builder();
            Headers.Builder twice = Headers.builder();
            for (int i = 0; i < SIGNED.headers().size(); i++) {
                String name = SIGNED.headers().nameAt(i);
                String value = SIGNED.headers().valueAt(i);
                boolean isTopic = name.equals("X-Contentful-Topic");
                if (!isTopic) {
                    without.add(name, value);
                }
                twice.add(name, value);
            }
            twice.add("x-contentful-topic", "other");
            assertThat(verify(new OutboundRequest("POST", SIGNED.url(), without.build(), SIGNED.body())))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
            assertThat(verify(new OutboundRequest("POST", SIGNED.url(), twice.build(), SIGNED.body())))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldAcceptASignatureByHand() {
            String list = LIST + ",x-contentful-timestamp";
            assertThat(verify(signedByHand(list, LIST + ":" + list + ";x-contentful-timestamp:1755820800000")))
                    .isInstanceOf(Verified.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "x-contentful-signed-headers|x-contentful-signed-headers:x-contentful-signed-headers",
                    "x-contentful-timestamp|x-contentful-timestamp:1755820800000",
                    "x-contentful-timestamp,x-contentful-signed-headers|x",
                    "x-contentful-signed-headers,x-contentful-timestamp,|x",
                    "x-contentful-signed-headers,x-contentful-signed-headers,x-contentful-timestamp|x",
                    "x-contentful-signature,x-contentful-signed-headers,x-contentful-timestamp|x",
                    "X-Contentful-Signed-Headers,x-contentful-signed-headers,x-contentful-timestamp|x",
                    "a b,x-contentful-signed-headers,x-contentful-timestamp|x",
                    "x|x"
                })
        void shouldRefuseListsThatLeaveThemselvesOrTheTimeOut(String list, String headers) {
            assertThat(verify(signedByHand(list, headers))).isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldRefuseALongListBeforeReadingIt() {
            StringBuilder list = new StringBuilder();
            for (int i = 100; i < 200; i++) {
                list.append("a").append(i).append(',');
            }
            assertThat(verify(SIGNED.withHeader(LIST, list + LIST + ",x-contentful-timestamp")))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldMeasureTimeInBothDirections() {
            for (int sign : new int[] {-1, 1}) {
                Instant edge = CodedSubject.NOW.plusSeconds(30L * sign);
                assertThat(CONTENTFUL.verify(SIGNED, edge)).isInstanceOf(Verified.class);
                assertThat(CONTENTFUL.verify(SIGNED, edge.plusMillis(sign)))
                        .isEqualTo(Refused.because(RefusalReason.EXPIRED));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"+1755820800000", "1755820800000.0", "01755820800000", "x", "-1", "9999999999999999999"})
        void shouldRefuseTimesOfAnotherForm(String time) {
            assertThat(verify(SIGNED.withHeader("x-contentful-timestamp", time)))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldSayWhichHeaderIsMissing() {
            for (String name : new String[] {"x-contentful-signature", LIST, "x-contentful-timestamp"}) {
                assertThat(verify(SIGNED.withHeader(name, " ")))
                        .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
            }
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldGoByHeadersAndSys() {
            assertThat(CONTENTFUL.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "k1",
                            new EventType("ContentManagement.Entry.publish"),
                            "e1",
                            OrderingMark.of(OrderingMark.Kind.TIME, CodedSubject.NOW.plusMillis(500))));
        }
    }
}
