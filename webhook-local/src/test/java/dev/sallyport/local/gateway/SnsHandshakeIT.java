package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Confirms subscriptions to topics of SNS, whose key and whose address are out of the house. */
class SnsHandshakeIT extends HandshakesITBase {

    private static final String SUBSCRIBE =
            "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f";

    private HttpResponse<String> confirmation(String topic) throws Exception {
        return signed(
                "sns",
                sns.privateKeyPem(),
                ("{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"165545c9\",\"Token\":\"2336412f\","
                                + "\"TopicArn\":\"%s\",\"Message\":\"You have chosen to subscribe\","
                                + "\"SubscribeURL\":\"%s\"}")
                        .formatted(topic, SUBSCRIBE));
    }

    @Test
    void shouldConfirmTheSubscriptionOfTheConfiguredTopic() throws Exception {
        assertEmptyAnswer(confirmation(TOPIC), 200);
        assertThat(CONFIRMED).containsExactly("sns " + SUBSCRIBE);
    }

    @Test
    void shouldConfirmNoOtherTopic() throws Exception {
        assertThat(confirmation("arn:aws:sns:us-east-1:999999999999:mine").statusCode())
                .isEqualTo(401);
        assertThat(CONFIRMED).isEmpty();
    }

    @Test
    void shouldAskToComeAgainWhileTheCertificateIsOutOfReach() throws Exception {
        keysInReach = false;

        HttpResponse<String> response = confirmation(TOPIC);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(CONFIRMED).isEmpty();
    }

    @Test
    void shouldAskToComeAgainWhileTheConfirmationIsOutOfReach() throws Exception {
        confirmsInReach = false;

        assertThat(confirmation(TOPIC).statusCode()).isEqualTo(503);
    }
}
