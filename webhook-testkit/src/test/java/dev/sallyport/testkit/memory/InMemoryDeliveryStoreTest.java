package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.testkit.contract.DeliveryStoreContract;

class InMemoryDeliveryStoreTest implements DeliveryStoreContract.All {

    private final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();

    @Override
    public DeliveryStore deliveries() {
        return deliveries;
    }
}
