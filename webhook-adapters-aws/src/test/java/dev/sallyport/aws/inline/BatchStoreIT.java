package dev.sallyport.aws.inline;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.contract.WebhookStoreContract;
import java.util.Map;

/** A batch with no webhook in hand leaves the store as it is; for those in hand see {@link ConsumerIT}. */
class BatchStoreIT implements WebhookStoreContract.All {

    private final WebhookStore store = new BatchStore(
            new DynamoDbWebhookStore(DynamoDbEmulator.client(new Faults()), DynamoDbEmulator.newTable()),
            Map.of(),
            Map.of());

    @Override
    public WebhookStore store() {
        return store;
    }
}
