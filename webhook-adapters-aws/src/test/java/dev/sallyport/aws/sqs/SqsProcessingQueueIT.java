package dev.sallyport.aws.sqs;

import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.testkit.contract.ProcessingQueueContract;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Against ElasticMQ, which has no clock to move: time passes by waiting, so reservations are short. */
class SqsProcessingQueueIT implements ProcessingQueueContract.All {

    private static final Duration MARGIN = Duration.ofMillis(300);

    private final ProcessingQueue queue = new SqsProcessingQueue(
            SqsEmulator.client(),
            SqsEmulator.newQueue(),
            () -> UUID.randomUUID().toString().replace("-", ""));

    @Override
    public ProcessingQueue queue() {
        return queue;
    }

    @Override
    public Duration visibility() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Duration tick() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void pass(Duration time) {
        long end = System.nanoTime() + time.plus(MARGIN).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
