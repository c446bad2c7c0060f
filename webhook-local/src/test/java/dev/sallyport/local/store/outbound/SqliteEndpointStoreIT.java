package dev.sallyport.local.store.outbound;

import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.local.store.LocalStoreTestBase;
import dev.sallyport.testkit.contract.EndpointStoreContract;

class SqliteEndpointStoreIT extends LocalStoreTestBase implements EndpointStoreContract.All {

    @Override
    public EndpointStore endpoints() {
        return store.endpoints();
    }
}
