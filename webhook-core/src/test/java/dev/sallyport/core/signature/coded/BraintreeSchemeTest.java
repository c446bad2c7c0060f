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
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.SigningSecret;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BraintreeSchemeTest {

    private static final String XML = "<?xml version=\"1.0\"?><!-- test --><notification>"
            + "<kind>subscription_went_past_due</kind><timestamp type=\"datetime\">2025-08-22T00:00:00Z</timestamp>"
            + "<subject><subscription><add-ons type=\"array\"><add-on><id>other</id></add-on></add-ons><empty/>"
            + "<id>my_id</id></subscription></subject></notification>";

    private static final CodedSubject BRAINTREE = CodedSubject.of("braintree", "secretKey")
            .with(VerifierOptions.defaults().withConfig("publicKey", "my_public_key"));

    private static final OutboundRequest SIGNED = BRAINTREE.sign(XML);

    private static VerificationResult verify(String form) {
        return BRAINTREE.verify(CodedSubject.post(CodedSubject.URL, form));
    }

    private static String form() {
        return CodedSubject.text(SIGNED);
    }

    @Nested
    class Verify {

        @Test
        void shouldVerifyWhatItSigns() {
            assertThat(BRAINTREE.verify(SIGNED)).isEqualTo(new Verified("1", Coverage.bodyFields(), null));
        }

        @Test
        void shouldChooseTheSignatureOfItsPublicKey() {
            String value = form().substring("bt_signature=".length(), form().indexOf("&bt_payload"));
            String rest = form().substring(form().indexOf("&bt_payload"));
            String wrong = value.substring(0, value.length() - 4) + "0000";
            assertThat(verify("bt_signature=other%7C00ff%26" + value + "%26third%7Cxyz" + rest))
                    .isInstanceOf(Verified.class);
            assertThat(verify("bt_signature=" + wrong + "%26" + value + rest)).isInstanceOf(Verified.class);
            assertThat(verify("bt_signature=" + value.replace("my_public", "my_other") + rest))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(verify("bt_signature=" + wrong + rest))
                    .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @Test
        void shouldForgiveOneLostLineFeedOnly() {
            assertThat(form()).endsWith("%0A");
            String cut = form().substring(0, form().length() - 3);
            assertThat(verify(cut)).isInstanceOf(Verified.class);
            assertThat(verify(cut + "%0A%0A")).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"bt_signature", "bt_payload"})
        void shouldRefuseRepeatedAndMissingFields(String field) {
            assertThat(verify(form() + "&" + field + "=x")).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(verify(form().replace(field, "x"))).isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
            assertThat(verify(form().replace(field + "=", field + "=&x=")))
                    .isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
        }

        @Test
        void shouldRefuseWhatIsNotOfTheForm() {
            assertThat(verify(form() + "%3C")).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(verify(form() + "%0D")).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(verify(form() + "%")).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(verify(form().replace("%7C", ""))).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            assertThat(verify(form().replace("bt_signature=", "bt_signature=" + "x".repeat(8192))))
                    .isEqualTo(Refused.because(RefusalReason.MALFORMED));
        }

        @Test
        void shouldVerifyWithAnyActivePrivateKey() {
            SigningSecret old =
                    SigningSecret.of("oldKey").validBetween(CodedSubject.NOW.minusSeconds(1), CodedSubject.NOW);
            CodedSubject both = BRAINTREE.verifyingWith(old, SigningSecret.of("secretKey"));
            assertThat(both.verify(SIGNED)).isInstanceOf(Verified.class);
            OutboundRequest byOld = CodedSubject.of("braintree", "oldKey")
                    .with(BRAINTREE.options())
                    .sign(XML);
            assertThat(both.verify(byOld)).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
            assertThat(both.verify(byOld, CodedSubject.NOW.minusMillis(1))).isInstanceOf(Verified.class);
        }

        @Test
        void shouldNeedThePublicKey() {
            CodedSubject without = CodedSubject.of("braintree", "secretKey");
            assertThatIllegalArgumentException().isThrownBy(without::verifier).withMessageContaining("publicKey");
        }
    }

    @Nested
    class Sign {

        @Test
        void shouldSignThePayloadOfAFormAsItStands() {
            OutboundRequest signed = BRAINTREE.sign("bt_payload=YWJj%0A&x=y");
            assertThat(CodedSubject.text(signed))
                    .endsWith("&bt_payload=YWJj%0A")
                    .startsWith("bt_signature=my_public_key%7C");
            assertThat(BRAINTREE.verify(signed)).isInstanceOf(Verified.class);
        }
    }

    @Nested
    class Identify {

        @Test
        void shouldNameAnEventByTimeKindAndSubject() {
            assertThat(BRAINTREE.identify(SIGNED))
                    .isEqualTo(new EventIdentity(
                            "2025-08-22T00:00:00Z:subscription_went_past_due:my_id",
                            new EventType("subscription_went_past_due"),
                            "my_id",
                            new OrderingMark(
                                    OrderingMark.Kind.TIME, CodedSubject.NOW.getEpochSecond() * 1_000_000_000)));
        }

        @Test
        void shouldKeepDifferentEventsApart() {
            String one = XML.replace("subscription_went_past_due", "a:b").replace("my_id", "c");
            String other = XML.replace("subscription_went_past_due", "a").replace("my_id", "b:c");
            assertThat(BRAINTREE.identify(BRAINTREE.sign(one)).eventId())
                    .isNotEqualTo(BRAINTREE.identify(BRAINTREE.sign(other)).eventId());
        }

        @Test
        void shouldLeaveOutWhatIsNotTold() {
            EventIdentity check = BRAINTREE.identify(BRAINTREE.sign("<notification><kind>check</kind>"
                    + "<subject><check type=\"boolean\">true</check></subject></notification>"));
            assertThat(check).isEqualTo(new EventIdentity(null, new EventType("check"), null, null));
            for (String odd : new String[] {"", "<", "<a", "</a></b>", "<notification><kind></kind>", "no xml", "<>"}) {
                assertThat(BRAINTREE.identify(BRAINTREE.sign(odd))).isEqualTo(EventIdentity.UNKNOWN);
            }
            assertThat(BRAINTREE.identify(CodedSubject.post(CodedSubject.URL, "bt_payload=%25")))
                    .isEqualTo(EventIdentity.UNKNOWN);
            assertThat(BRAINTREE.identify(BRAINTREE.sign("<a>".repeat(10_000)))).isEqualTo(EventIdentity.UNKNOWN);
        }
    }
}
