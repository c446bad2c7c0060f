package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.testkit.contract.OrderPositionStoreContract;

class InMemoryOrderPositionStoreTest implements OrderPositionStoreContract {

    private final InMemoryOrderPositionStore positions = new InMemoryOrderPositionStore();

    @Override
    public OrderPositionStore positions() {
        return positions;
    }
}
