package dev.sallyport.local.store.outbound;

import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.local.store.LocalStoreTestBase;
import dev.sallyport.testkit.contract.TenantStoreContract;

class SqliteTenantStoreIT extends LocalStoreTestBase implements TenantStoreContract.All {

    @Override
    public TenantStore tenants() {
        return store.tenants();
    }
}
