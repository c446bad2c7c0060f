package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.testkit.contract.TenantStoreContract;

class InMemoryTenantStoreTest implements TenantStoreContract.All {

    private final InMemoryTenantStore tenants = new InMemoryTenantStore();

    @Override
    public TenantStore tenants() {
        return tenants;
    }
}
