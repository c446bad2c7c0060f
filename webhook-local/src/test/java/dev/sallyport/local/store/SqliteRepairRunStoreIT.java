package dev.sallyport.local.store;

import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.testkit.contract.RepairRunStoreContract;

class SqliteRepairRunStoreIT extends LocalStoreTestBase implements RepairRunStoreContract {

    @Override
    public RepairRunStore runs() {
        return store.repairRuns();
    }
}
