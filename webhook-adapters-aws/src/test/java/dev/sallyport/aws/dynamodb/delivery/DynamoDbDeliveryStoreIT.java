package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.testkit.contract.DeliveryLanesContract;
import dev.sallyport.testkit.contract.DeliveryListingContract;
import dev.sallyport.testkit.contract.DeliveryRecordingContract;
import dev.sallyport.testkit.contract.DeliveryStoreContract;

/** Everything but retention, which the service sees to: {@link DeliveryExpiryIT}. */
class DynamoDbDeliveryStoreIT
        implements DeliveryStoreContract.Accept,
                DeliveryStoreContract.Look,
                DeliveryRecordingContract,
                DeliveryLanesContract,
                DeliveryListingContract.Wakeable,
                DeliveryListingContract.Page {

    private final DeliveryStore deliveries = new Deployed().store();

    @Override
    public DeliveryStore deliveries() {
        return deliveries;
    }
}
