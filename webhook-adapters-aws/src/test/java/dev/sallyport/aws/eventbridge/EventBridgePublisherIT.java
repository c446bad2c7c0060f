package dev.sallyport.aws.eventbridge;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.anEvent;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.Emulated;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import dev.sallyport.testkit.contract.EventPublisherContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventBridgePublisherIT implements EventPublisherContract.All {

    private final BusStandIn bus = new BusStandIn();
    private final EventPublisher publisher =
            new EventBridgePublisher(Emulated.client(EventBridgeClient.builder(), bus.port()), "the-bus");

    EventBridgePublisherIT() throws IOException {}

    @AfterEach
    void close() {
        bus.close();
    }

    @Override
    public EventPublisher publisher() {
        return publisher;
    }

    @Override
    public List<PublishedEvent> published() {
        return bus.taken();
    }

    @Override
    public void refuse(WebhookId id) {
        bus.refuse(id, "MalformedDetail");
    }

    @Override
    public void takeAgain(WebhookId id) {
        bus.takeAgain(id);
    }

    @Test
    void shouldGiveUpOnWhatIsThrottledAtEveryOffer() {
        bus.refuse(id("a"), "ThrottlingException");

        assertThat(publisher.publish(List.of(anEvent("a", KEY))))
                .containsExactly(new PublishOutcome.Refused("throttlingexception"));
    }
}
