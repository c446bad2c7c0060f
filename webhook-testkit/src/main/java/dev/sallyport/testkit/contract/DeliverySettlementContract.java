package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.DeliveryQueueContract.id;
import static dev.sallyport.testkit.contract.DeliveryQueueContract.ids;
import static dev.sallyport.testkit.contract.DeliveryQueueContract.receipts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Handout;
import dev.sallyport.core.port.out.DeliveryQueue.Receipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How every {@link DeliveryQueue} settles what it handed out: {@link DeliveryQueue#acknowledge} and {@link
 * DeliveryQueue#release}.
 */
public interface DeliverySettlementContract extends DeliveryQueueContract {

    @Test
    default void shouldForgetWhatWasAcknowledged() {
        enqueue(Duration.ZERO, id("a", 1));

        queue().acknowledge(receipts(receive(10)));

        pass(visibility().multipliedBy(2));
        assertThat(receive(10)).isEmpty();
    }

    @Test
    default void shouldIgnoreAReceiptThatHasRunOut() {
        enqueue(Duration.ZERO, id("a", 1));
        List<Receipt> old = receipts(receive(10));
        pass(visibility());
        List<Handout> second = receive(10);
        assertThat(second).hasSize(1);

        queue().acknowledge(old);
        pass(visibility());

        assertThat(ids(receive(10))).containsExactly(id("a", 1));
    }

    @Test
    default void shouldIgnoreAReceiptThatWasUsed() {
        enqueue(Duration.ZERO, id("a", 1));
        List<Receipt> receipts = receipts(receive(10));
        queue().acknowledge(receipts);

        queue().acknowledge(receipts);
        queue().release(receipts.getFirst(), Duration.ZERO);

        assertThat(receive(10)).isEmpty();
    }

    @Test
    default void shouldHandOutAgainWhatWasReleased() {
        enqueue(Duration.ZERO, id("a", 1));

        queue().release(receive(10).getFirst().receipt(), Duration.ZERO);

        assertThat(ids(receive(10))).containsExactly(id("a", 1));
    }

    @Test
    default void shouldHoldWhatWasReleasedBackUntilItsDelayIsOver() {
        enqueue(Duration.ZERO, id("a", 1));

        queue().release(receive(10).getFirst().receipt(), tick().multipliedBy(5));

        pass(tick().multipliedBy(4));
        assertThat(receive(10)).isEmpty();
        pass(tick());
        assertThat(ids(receive(10))).containsExactly(id("a", 1));
    }

    @Test
    default void shouldTakeAnEntryAgainOnceItWasAcknowledged() {
        enqueue(Duration.ZERO, id("a", 1));
        queue().acknowledge(receipts(receive(10)));

        enqueue(Duration.ZERO, id("a", 1));

        assertThat(ids(receive(10))).containsExactly(id("a", 1));
    }

    @Test
    default void shouldRefuseToReleaseOutOfRange() {
        enqueue(Duration.ZERO, id("a", 1));
        Receipt receipt = receive(10).getFirst().receipt();

        assertThatIllegalArgumentException().isThrownBy(() -> queue().release(receipt, Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> queue().release(receipt, queue().longestDelay().plusMillis(1)));
    }
}
