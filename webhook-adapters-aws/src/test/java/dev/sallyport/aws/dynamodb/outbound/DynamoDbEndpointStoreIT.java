package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.testkit.contract.EndpointStoreContract;

class DynamoDbEndpointStoreIT implements EndpointStoreContract.All {

    private final EndpointStore endpoints =
            new DynamoDbEndpointStore(DynamoDbEmulator.client(), DynamoDbEmulator.newTable());

    @Override
    public EndpointStore endpoints() {
        return endpoints;
    }
}
