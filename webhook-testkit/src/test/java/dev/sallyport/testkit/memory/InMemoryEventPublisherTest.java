package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.testkit.contract.EventPublisherContract;
import dev.sallyport.testkit.contract.PublicationLogContract;
import java.util.List;

class InMemoryEventPublisherTest implements EventPublisherContract.All, PublicationLogContract {

    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();

    @Override
    public EventPublisher publisher() {
        return publisher;
    }

    @Override
    public PublicationLog log() {
        return publisher;
    }

    @Override
    public List<PublishedEvent> published() {
        return publisher.published();
    }

    @Override
    public void refuse(WebhookId id) {
        publisher.refuse(id, "refused-by-test");
    }

    @Override
    public void takeAgain(WebhookId id) {
        publisher.takeAgain(id);
    }
}
