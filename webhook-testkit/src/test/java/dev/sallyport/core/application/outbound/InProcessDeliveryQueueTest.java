package dev.sallyport.core.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.contract.DeliveryQueueContract;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessDeliveryQueueTest implements DeliveryQueueContract.All, DeliveryQueueContract.Choosing {

    private static final int CAPACITY = 50;

    private final ManualClock clock = new ManualClock();
    private final DeliveryQueue queue = Outbound.inProcessQueue(clock, CAPACITY);

    @Override
    public DeliveryQueue queue() {
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

    @Test
    void shouldHoldNoMoreThanItsCapacity() {
        for (int i = 0; i < CAPACITY; i++) {
            enqueue(Duration.ZERO, DeliveryQueueContract.id("event-" + i, 1));
        }

        assertThatThrownBy(() -> enqueue(Duration.ZERO, DeliveryQueueContract.id("another", 1)))
                .isInstanceOf(PortUnavailableException.class);
        enqueue(Duration.ZERO, DeliveryQueueContract.id("event-0", 1));
        assertThat(drain()).hasSize(CAPACITY);
    }
}
