package dev.sallyport.aws.sqs;

import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static dev.sallyport.testkit.fixture.Deliveries.eventId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.core.delivery.DeliveryId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryMessageTest {

    private static final DeliveryId ID = new DeliveryId(eventId("a"), endpointId(1));

    @Test
    void shouldReadWhatItWrote() {
        assertThat(DeliveryMessage.write(ID)).isEqualTo("{\"delivery_id\":\"" + ID + "\"}");
        assertThat(DeliveryMessage.read(DeliveryMessage.write(ID))).isEqualTo(ID);
    }

    @Test
    void shouldPassOverWhatALaterVersionAdds() {
        assertThat(DeliveryMessage.read("{\"more\":{\"a\":[1]},\"delivery_id\":\"" + ID + "\"}"))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "no JSON", "{\"delivery_id\":\"dlv_\"}"})
    void shouldRefuseWhatIsAnothers(String body) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DeliveryMessage.read(body))
                .withMessage("a message of the queue of deliveries is not Sallyport's");
    }
}
