package dev.sallyport.aws.dynamodb;

import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.testkit.contract.OrderPositionStoreContract;

class DynamoDbOrderPositionStoreIT implements OrderPositionStoreContract {

    private final OrderPositionStore positions =
            new DynamoDbOrderPositionStore(DynamoDbEmulator.client(), DynamoDbEmulator.newTable());

    @Override
    public OrderPositionStore positions() {
        return positions;
    }
}
