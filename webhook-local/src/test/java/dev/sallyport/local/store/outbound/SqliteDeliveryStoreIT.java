package dev.sallyport.local.store.outbound;

import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.local.store.LocalStoreTestBase;
import dev.sallyport.testkit.contract.DeliveryStoreContract;

class SqliteDeliveryStoreIT extends LocalStoreTestBase implements DeliveryStoreContract.All {

    @Override
    public DeliveryStore deliveries() {
        return store.deliveries();
    }
}
