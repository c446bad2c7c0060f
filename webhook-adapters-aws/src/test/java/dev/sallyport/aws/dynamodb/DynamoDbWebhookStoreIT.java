package dev.sallyport.aws.dynamodb;

import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookStoreContract;

class DynamoDbWebhookStoreIT implements WebhookStoreContract.All {

    private final WebhookStore store = new DynamoDbWebhookStore(DynamoDbEmulator.client(), DynamoDbEmulator.newTable());

    @Override
    public WebhookStore store() {
        return store;
    }
}
