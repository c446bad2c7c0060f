package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookStoreContract;

class InMemoryWebhookStoreTest implements WebhookStoreContract.All {

    private final InMemoryWebhookStore store = new InMemoryWebhookStore();

    @Override
    public WebhookStore store() {
        return store;
    }
}
