package dev.sallyport.aws.sqs;

import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.testkit.contract.DeliveryQueueContract;
import java.time.Duration;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Against ElasticMQ, which has no clock to move: time passes by waiting, so reservations are short. */
class SqsDeliveryQueueIT implements DeliveryQueueContract.All {

    private final DeliveryQueue queue = new SqsDeliveryQueue(SqsEmulator.client(), SqsEmulator.newStandardQueue());

    @Override
    public DeliveryQueue queue() {
        return queue;
    }

    @Override
    public Duration visibility() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Duration tick() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void pass(Duration time) {
        SqsEmulator.pass(time);
    }

    @Test
    @Disabled("the emulator honours receipts that have run out, which the service does as well for standard queues")
    @Override
    public void shouldIgnoreAReceiptThatHasRunOut() {
        DeliveryQueueContract.All.super.shouldIgnoreAReceiptThatHasRunOut();
    }
}
