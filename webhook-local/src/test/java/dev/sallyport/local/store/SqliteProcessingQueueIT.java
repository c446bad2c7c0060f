package dev.sallyport.local.store;

import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.testkit.contract.ProcessingQueueContract;
import java.time.Duration;

class SqliteProcessingQueueIT extends LocalStoreTestBase implements ProcessingQueueContract.All {

    @Override
    public ProcessingQueue queue() {
        return store.queue();
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public Duration tick() {
        return Duration.ofNanos(1);
    }
}
