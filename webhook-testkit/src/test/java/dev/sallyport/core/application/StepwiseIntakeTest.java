package dev.sallyport.core.application;

import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookIntakeContract;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;

/** Stands in this module because the core knows no adapter, and in this package because the class is hidden. */
class StepwiseIntakeTest implements WebhookIntakeContract {

    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(new ManualClock());
    private final StepwiseIntake intake = new StepwiseIntake(archive, store, queue);

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
