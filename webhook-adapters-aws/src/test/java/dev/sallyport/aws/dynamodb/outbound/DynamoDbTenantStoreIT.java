package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.testkit.contract.TenantStoreContract;

class DynamoDbTenantStoreIT implements TenantStoreContract.All {

    private final TenantStore tenants = new DynamoDbTenantStore(DynamoDbEmulator.client(), DynamoDbEmulator.newTable());

    @Override
    public TenantStore tenants() {
        return tenants;
    }
}
