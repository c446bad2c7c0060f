package dev.sallyport.aws.dynamodb;

import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.testkit.contract.RepairRunStoreContract;

class DynamoDbRepairRunStoreIT implements RepairRunStoreContract {

    private final RepairRunStore runs =
            new DynamoDbRepairRunStore(DynamoDbEmulator.client(), DynamoDbEmulator.newTable());

    @Override
    public RepairRunStore runs() {
        return runs;
    }
}
