package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookIntakeContract;

class InMemoryWebhookIntakeTest implements WebhookIntakeContract {

    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(new ManualClock());
    private final InMemoryWebhookIntake intake = new InMemoryWebhookIntake(archive, store, queue);

    @Override
    public WebhookIntake intake() {
        return intake;
    }

    @Override
    public WebhookStore store() {
        return store;
    }

    @Override
    public PayloadArchive archive() {
        return archive;
    }

    @Override
    public ProcessingQueue queue() {
        return queue;
    }
}
