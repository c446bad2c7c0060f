package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.testkit.contract.EndpointStoreContract;

class InMemoryEndpointStoreTest implements EndpointStoreContract.All {

    private final InMemoryEndpointStore endpoints = new InMemoryEndpointStore();

    @Override
    public EndpointStore endpoints() {
        return endpoints;
    }
}
