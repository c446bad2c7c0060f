package dev.sallyport.core.signature.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.handshake.Handshakes.Ability;
import dev.sallyport.core.signature.key.TestKeys;
import java.security.KeyPair;
import java.util.EnumSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes of providers that publish the keys by which they sign: there is no shared secret to prove. */
class PublishedKeyHandshakesTest {

    @Nested
    class OfEbay {

        private static final String PUBLIC = TestKeys.publicPem(TestKeys.p256("ebay"));
        private static final String TOKEN = "71745723-d031-455c-bfa5-f90d11b4f20a";
        private static final String ENDPOINT = "http://www.testendpoint.com/webhook";
        private static final String ASKED = "challenge_code=a8628072-3d33-45ee-9004-bee86830a22d";

        private final Gate ebay =
                Gate.withKeys("ebay", PUBLIC, PUBLIC, "verificationToken", TOKEN, "endpoint", ENDPOINT);

        /** Known answer of eBay/event-notification-java-sdk: code, token, endpoint and result. */
        @Test
        void shouldProveThatItKnowsTheToken() {
            assertThat(ebay.answer(Gate.get(ASKED)))
                    .isEqualTo("200 Content-Type: application/json | {\"challengeResponse\":"
                            + "\"ca527df75caa230092d7e90484071e8f05d63068f1317973d6a3a42593734bbb\"}");
        }

        @Test
        void shouldDigestNothingButACode() {
            assertThat(ebay.answer(Gate.get("challenge_code=a%20b"))).isEqualTo("refused malformed");
            assertThat(ebay.answer(Gate.get("challenge_code=a&challenge_code=b")))
                    .isEqualTo("refused missing-header");
            assertThat(ebay.answer(Gate.get(""))).isEqualTo("refused missing-header");
        }

        @Test
        void shouldBeNoHandshakeWhereTokenOrEndpointIsNotConfigured() {
            assertThat(Gate.withKeys("ebay", PUBLIC, PUBLIC, "endpoint", ENDPOINT)
                            .answer(Gate.get(ASKED)))
                    .isEqualTo("refused missing-header");
            assertThat(Gate.withKeys("ebay", PUBLIC, PUBLIC, "verificationToken", TOKEN)
                            .answer(Gate.get(ASKED)))
                    .isEqualTo("refused missing-header");
        }
    }

    @Nested
    class OfSns {

        private static final KeyPair SIGNER = TestKeys.rsa("sns");
        private static final String PRIVATE = TestKeys.privatePem(SIGNER);
        private static final String PUBLIC = TestKeys.publicPem(SIGNER);
        private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:MyTopic";
        private static final String CONFIRM =
                "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f";

        private final Gate sns = Gate.withKeys("sns", PRIVATE, PUBLIC, "topicArn", TOPIC);

        private static String confirmation(String topic, String url) {
            return "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen to subscribe\",\"Token\":"
                    + "\"2336412f\",\"TopicArn\":\"" + topic + "\",\"SubscribeURL\":\"" + url + "\"}";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    CONFIRM,
                    "https://sns.cn-north-1.amazonaws.com.cn/?Action=ConfirmSubscription",
                    "https://sns.eusc-de-east-1.amazonaws.eu/?Action=ConfirmSubscription"
                })
        void shouldConfirmASubscriptionOfItsTopicAndAnswerWithNothingBut200(String url) {
            assertThat(sns.answer(sns.signed(confirmation(TOPIC, url)))).isEqualTo("GET " + url + ", 200 | ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://sns.us-west-2.amazonaws.com.evil.example/?Action=ConfirmSubscription",
                    "https://evil.example/?Action=ConfirmSubscription",
                    "http://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription",
                    "https://sns.us-west-2.amazonaws.com:8443/?Action=ConfirmSubscription"
                })
        void shouldCallNoHostButAmazons(String url) {
            assertThat(sns.answer(sns.signed(confirmation(TOPIC, url)))).isEqualTo("refused malformed");
        }

        /** Anybody has a topic, and Amazon signs for all of them alike. */
        @Test
        void shouldConfirmNoTopicOfStrangers() {
            WebhookRequest request = sns.signed(confirmation(TOPIC + "2", CONFIRM));

            assertThat(sns.answer(request)).isEqualTo("refused invalid-signature");
        }

        @Test
        void shouldConfirmNothingWhereNoTopicIsConfigured() {
            Gate any = Gate.withKeys("sns", PRIVATE, PUBLIC);

            assertThat(any.answer(any.signed(confirmation(TOPIC, CONFIRM)))).isEqualTo("none");
        }

        @Test
        void shouldConfirmNothingThatIsNotSignedByAmazon() {
            Gate forger = Gate.withKeys("sns", TestKeys.privatePem(TestKeys.rsa("another")), PUBLIC, "topicArn", TOPIC);

            assertThat(forger.decide(forger.signed(confirmation(TOPIC, CONFIRM))))
                    .isEqualTo(new HandshakeDecision.Refuse(RefusalReason.INVALID_SIGNATURE, null));
        }

        @Test
        void shouldConfirmNothingWhereTheHostCannot() {
            assertThat(sns.decide(sns.signed(confirmation(TOPIC, CONFIRM)), EnumSet.of(Ability.KEEP)))
                    .isEqualTo(HandshakeDecision.NoHandshake.NO_HANDSHAKE);
        }

        @Test
        void shouldLetNotificationsPass() {
            assertThat(sns.answer(sns.signed("{\"Message\":\"m\",\"TopicArn\":\"" + TOPIC + "\"}")))
                    .isEqualTo("none");
        }
    }
}
