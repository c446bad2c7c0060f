package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.testkit.contract.RepairRunStoreContract;

class InMemoryRepairRunStoreTest implements RepairRunStoreContract {

    private final InMemoryRepairRunStore runs = new InMemoryRepairRunStore();

    @Override
    public RepairRunStore runs() {
        return runs;
    }
}
