package dev.sallyport.local.store;

import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookIntakeContract;

class SqliteWebhookIntakeIT extends LocalStoreTestBase implements WebhookIntakeContract {

    @Override
    public WebhookIntake intake() {
        return store.intake();
    }

    @Override
    public WebhookStore store() {
        return store.webhooks();
    }

    @Override
    public PayloadArchive archive() {
        return store.archive();
    }

    @Override
    public ProcessingQueue queue() {
        return store.queue();
    }
}
