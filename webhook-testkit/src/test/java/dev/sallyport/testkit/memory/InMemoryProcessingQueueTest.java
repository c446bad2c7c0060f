package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.testkit.contract.ProcessingQueueContract;
import java.time.Duration;

class InMemoryProcessingQueueTest implements ProcessingQueueContract.All {

    private final ManualClock clock = new ManualClock();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(clock);

    @Override
    public ProcessingQueue queue() {
        return queue;
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
