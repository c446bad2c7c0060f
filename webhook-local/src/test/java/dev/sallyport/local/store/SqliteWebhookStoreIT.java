package dev.sallyport.local.store;

import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookStoreContract;

class SqliteWebhookStoreIT extends LocalStoreTestBase implements WebhookStoreContract.All {

    @Override
    public WebhookStore store() {
        return store.webhooks();
    }
}
