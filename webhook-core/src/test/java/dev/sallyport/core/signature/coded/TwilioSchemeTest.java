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
import dev.sallyport.core.signature.VerificationResult.Verified;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSchemeTest {

    private static final CodedSubject TWILIO = CodedSubject.of("twilio", "12345");

    private static final String JSON = "{\"a\":1}";

    private static OutboundRequest signed(String url, String form) {
        return TWILIO.sign(CodedSubject.post(url, form));
    }

    private static VerificationResult at(String url, OutboundRequest signed) {
        return TWILIO.verify(signed.withUrl(url));
    }

    private static VerificationResult withForm(OutboundRequest signed, String form) {
        return TWILIO.verify(CodedSubject.post(signed.url(), form)
                .withHeader("X-Twilio-Signature", signed.headers().first("X-Twilio-Signature")));
    }

    @Nested
    class OfForms {

        @Test
        void shouldCoverFieldsAndUrl() {
            assertThat(TWILIO.verify(signed("https://a.example/x?y=z", "b=2&a=1")))
                    .isInstanceOfSatisfying(Verified.class, verified -> {
                        assertThat(verified.coverage().body()).isEqualTo(Coverage.Body.FIELDS);
                        assertThat(verified.coverage().url()).isTrue();
                        assertThat(verified.coverage().isWeak()).isTrue();
                    });
        }

        @Test
        void shouldNotMindTheOrderOfFieldsNorHowTheyAreEscaped() {
            OutboundRequest signed = signed("https://a.example/x", "b=2+%C3%A9&a=1");
            assertThat(withForm(signed, "a=1&%62=%32%20%c3%a9")).isInstanceOf(Verified.class);
            assertThat(withForm(signed, "a=1&b=2")).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldTakeARepeatedValueOnceAndSortSeveral() {
            OutboundRequest signed = signed("https://a.example/x", "k=2&k=1&k=2");
            assertThat(withForm(signed, "k=1&k=2")).isInstanceOf(Verified.class);
            assertThat(withForm(signed, "k=1&k=2&k=3")).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(withForm(signed, "k=1")).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a=%", "a=%4", "a=%ff"})
        void shouldRefuseABodyThatIsNoForm(String form) {
            assertThat(withForm(signed("https://a.example/x", "a=1"), form))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldBindABodyOfAnotherTypeWithoutDigest() {
            OutboundRequest signed = signed("https://a.example/x", "");
            assertThat(withForm(signed, JSON)).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }
    }

    @Nested
    class OfOtherBodies {

        private final OutboundRequest signed = TWILIO.sign(
                CodedSubject.post("https://a.example/x", JSON).withHeader("Content-Type", "application/json"));

        @Test
        void shouldCoverTheBodyByItsDigest() {
            assertThat(signed.url())
                    .isEqualTo("https://a.example/x?bodySHA256="
                            + "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
            assertThat(TWILIO.verify(signed)).isInstanceOfSatisfying(Verified.class, verified -> {
                assertThat(verified.coverage().body()).isEqualTo(Coverage.Body.WHOLE);
                assertThat(verified.coverage().url()).isTrue();
            });
            assertThat(withForm(signed, "{\"a\":2}")).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldRefuseADigestThatIsNoneOrOccursTwice() {
            assertThat(at(signed.url() + "&bodySHA256=00", signed)).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(at("https://a.example/x?bodySHA256=xy", signed))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(at("https://a.example/x?bodySHA256=00", signed))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(at("https://a.example/x?bodySHA256=", signed))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(at("https://a.example/x?y=%", signed)).isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldNotTakeTheDigestFromTheBody() {
            assertThat(at("https://a.example/x", signed)).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }
    }

    @Nested
    class OfUrls {

        @ParameterizedTest
        @CsvSource({
            "https://a.example/x, https://a.example:443/x",
            "https://a.example:443/x, https://a.example/x",
            "https://a.example/x?q, https://a.example:8443/x?q",
            "http://a.example, http://a.example:80",
            "https://u:1@a.example/x, https://u:1@a.example:443/x",
            "https://[2001:db8::1]/x, https://[2001:db8::1]:443/x",
            "https://a.example?q=:1, https://a.example:443?q=:1",
            "https://a.example#f, https://a.example:443#f"
        })
        void shouldHoldWithAndWithoutThePort(String signed, String received) {
            assertThat(at(received, signed(signed, "a=1"))).isInstanceOf(Verified.class);
        }

        @Test
        void shouldNotAddAPortThatTheSchemeDoesNotImply() {
            OutboundRequest signed = signed("https://a.example:8443/x", "a=1");
            assertThat(TWILIO.verify(signed)).isInstanceOf(Verified.class);
            for (String other : new String[] {"https://a.example/x", "https://a.example:443/x"}) {
                assertThat(at(other, signed)).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://a.example/x",
                    "https://a.example/x/",
                    "https://a.example/x?",
                    "https://A.example/x",
                    "https://a.example:/x",
                    "a.example/x",
                    ""
                })
        void shouldNotHoldForAnotherUrl(String received) {
            assertThat(at(received, signed("https://a.example/x", "a=1")))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }
    }

    @Nested
    class OfHeaders {

        @Test
        void shouldRefuseOddHeaders() {
            OutboundRequest signed = signed("https://a.example/x", "a=1");
            for (String odd : new String[] {"IncorrectSignatureValue123=", "%%%", "AAAA AAAA", "A".repeat(9000)}) {
                assertThat(TWILIO.verify(signed.withHeader("X-Twilio-Signature", odd)))
                        .isEqualTo(Refused.because(RefusalReason.MALFORMED));
            }
            assertThat(TWILIO.verify(signed.withHeader("X-Twilio-Signature", "AAAA")))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(TWILIO.verify(signed.withHeader("X-Twilio-Signature", "  ")))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }
    }

    @Nested
    class Identify {

        private EventIdentity identify(String form) {
            return TWILIO.identify(CodedSubject.post(CodedSubject.URL, form));
        }

        @Test
        void shouldNameAStatusOfAMessageOrCall() {
            assertThat(identify("MessageSid=SM1&MessageStatus=delivered&SmsStatus=delivered"))
                    .isEqualTo(new EventIdentity("SM1:delivered", new EventType("delivered"), "SM1", null));
            assertThat(identify("CallSid=CA1&CallStatus=ringing&SequenceNumber=1"))
                    .isEqualTo(new EventIdentity(
                            "CA1:ringing:1",
                            new EventType("ringing"),
                            "CA1",
                            new OrderingMark(OrderingMark.Kind.SEQUENCE, 1)));
        }

        @Test
        void shouldNotTakeRequestsOfOneCallForOneEvent() {
            assertThat(identify("CallSid=CA1&CallStatus=in-progress&Digits=1").eventId())
                    .isNull();
        }
    }
}
