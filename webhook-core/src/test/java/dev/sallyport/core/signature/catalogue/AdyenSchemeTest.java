package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdyenSchemeTest {

    private static String item(String reference) {
        return "{ \"NotificationRequestItem\" : {\"pspReference\":\"" + reference
                + "\", \"merchantAccountCode\":\"Acme\",\"amount\":{\"value\":1000,\"currency\":\"EUR\"},"
                + "\"eventCode\":\"AUTHORISATION\",\"success\":\"true\",\"eventDate\":\"2019-11-20T14:35:36+01:00\"} }";
    }

    private static String batch(String... items) {
        return "{\"live\":\"false\",\"notificationItems\":[" + String.join(",", items) + "]}";
    }

    private static String text(WebhookRequest request) {
        return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
    }

    private static VerificationResult verify(String body) {
        WebhookRequest request = new WebhookRequest(
                "POST",
                "https://example.com",
                Headers.none(),
                RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                Subject.NOW);
        return Subject.ADYEN.verifier().verify(request);
    }

    @Nested
    class Verify {

        @Test
        void shouldVerifyEveryItemOfABatch() {
            for (int count = 1; count <= 6; count++) {
                String[] items = new String[count];
                for (int i = 0; i < count; i++) {
                    items[i] = item("psp-" + i);
                }
                String signed = text(Subject.ADYEN.signed(batch(items)));
                assertThat(verify(signed)).isInstanceOf(Verified.class);
                assertThat(verify(signed.replace("psp-" + (count - 1), "psp-x")))
                        .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            }
        }

        @Test
        void shouldRefuseAnItemThatIsNotSignedBehindOneThatIs() {
            String signed = text(Subject.ADYEN.signed(batch(item("psp-1"))));
            String appended = signed.replace("} }]}", "} }," + item("psp-2") + "]}");
            assertThat(appended).isNotEqualTo(signed);
            assertThat(verify(appended)).isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "1", "[]", "\"x\""})
        void shouldRefuseElementsThatCouldHideItemsBehindThem(String element) {
            String signed = text(Subject.ADYEN.signed(batch(item("psp-1"))));
            String hidden = signed.replace("} }]}", "} }," + element + "," + item("psp-2") + "]}");
            assertThat(hidden).isNotEqualTo(signed);
            assertThat(verify(hidden)).isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldRefuseASignedFieldThatIsRepeated() {
            String signed = text(Subject.ADYEN.signed(batch(item("psp-1"))));
            assertThat(verify(signed.replace("\"success\":\"true\"", "\"success\":\"true\",\"success\":\"false\"")))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "[]", "{\"notificationItems\":[]}", "{\"notificationItems\":{}}", "not json"})
        void shouldRefuseBodiesWithoutItems(String body) {
            assertThat(verify(body)).isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }
    }

    @Nested
    class Sign {

        @Test
        void shouldInsertTheSignatureAndLeaveTheRestAsItIs() {
            String signed = text(Subject.ADYEN.signed(batch(item("psp-1"))));
            String inserted = signed.substring(
                    signed.indexOf("\"additionalData\""), signed.indexOf("\"}", signed.indexOf("hmacSignature")) + 3);
            assertThat(inserted)
                    .startsWith("\"additionalData\":{\"hmacSignature\":\"")
                    .endsWith("\"},");
            assertThat(signed.replace(inserted, "")).isEqualTo(batch(item("psp-1")));
        }
    }

    @Nested
    class Identify {

        private EventIdentity identify(String body) {
            return IdentityReader.of(Subject.ADYEN.scheme())
                    .identify(new WebhookRequest(
                            "POST",
                            "https://example.com",
                            Headers.none(),
                            RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                            Subject.NOW));
        }

        @Test
        void shouldNameAnEventByReferenceCodeAndSuccess() {
            assertThat(identify(batch(item("psp-1"))))
                    .isEqualTo(new EventIdentity(
                            "psp-1:AUTHORISATION:true",
                            new EventType("AUTHORISATION"),
                            "psp-1",
                            new OrderingMark(
                                    OrderingMark.Kind.TIME,
                                    Instant.parse("2019-11-20T13:35:36Z").getEpochSecond() * 1_000_000_000)));
        }

        @Test
        void shouldNameABatchByAllItsItems() {
            assertThat(identify(batch(item("a"), item("b:c,d"))).eventId())
                    .isEqualTo("a:AUTHORISATION:true,b%3ac%2cd:AUTHORISATION:true");
        }

        @Test
        void shouldNameNothingThatIsNotThere() {
            assertThat(identify("not json")).isEqualTo(EventIdentity.UNKNOWN);
            assertThat(identify("{\"notificationItems\":[{\"NotificationRequestItem\":{}}]}")
                            .eventId())
                    .isNull();
        }
    }
}
