package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.ProcessingQueueContract.ids;
import static dev.sallyport.testkit.contract.ProcessingQueueContract.idsOf;
import static dev.sallyport.testkit.contract.ProcessingQueueContract.receipts;
import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every {@link ProcessingQueue} takes entries back that it has handed out. */
public interface QueueSettlementContract {

    /** {@link ProcessingQueue#acknowledge}. */
    interface Acknowledge extends ProcessingQueueContract {

        @Test
        default void shouldRemoveAnEntryForGood() {
            enqueue(KEY, "a");
            queue().acknowledge(receipts(receive(10)));

            pass(visibility());

            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldHandOutTheNextOfItsKey() {
            enqueue(KEY, "a", "b");
            queue().acknowledge(receipts(receive(1)));

            assertThat(idsOf(receive(10))).containsExactly(id("b"));
        }

        @Test
        default void shouldKeepTheKeyBackWhileAnotherEntryOfItIsOut() {
            enqueue(KEY, "a", "b", "c");
            List<Delivery> out = receive(2);
            assumeTrue(out.size() == 2, "the adapter hands out entries of a key one by one");

            queue().acknowledge(List.of(out.getFirst().receipt()));

            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldNotAcknowledgeByAReceiptUsedBefore() {
            enqueue(KEY, "a", "b");
            List<Delivery> first = receive(1);
            queue().acknowledge(receipts(first));

            queue().acknowledge(receipts(first));

            assertThat(idsOf(receive(10))).containsExactly(id("b"));
        }

        @Test
        default void shouldNotAcknowledgeByAReceiptWhoseReservationEnded() {
            enqueue(KEY, "a");
            List<Delivery> stale = receive(1);
            pass(visibility());

            queue().acknowledge(receipts(stale));

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }

        @Test
        default void shouldNotAcknowledgeByAReceiptOfAnEntryThatWasHandedOutAgain() {
            enqueue(KEY, "a");
            List<Delivery> stale = receive(1);
            pass(visibility());
            List<Delivery> current = receive(1);

            queue().acknowledge(receipts(stale));
            assertThat(queue().receive(10, visibility())).isEmpty();
            queue().release(receipts(current), Duration.ZERO);

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }

        @Test
        default void shouldAcceptTheGoodReceiptsAmongStaleOnes() {
            enqueue(KEY, "a");
            enqueue(key("other"), "b");
            List<Delivery> stale = receiveAll();
            pass(visibility());
            List<Delivery> current = receiveAll();
            List<Receipt> mixed = new ArrayList<>(receipts(stale));
            mixed.addAll(receipts(current));

            queue().acknowledge(mixed);
            pass(visibility());

            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldAcceptNoReceipts() {
            enqueue(KEY, "a");

            queue().acknowledge(List.of());

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }
    }

    /** {@link ProcessingQueue#release}. */
    interface Release extends ProcessingQueueContract {

        @Test
        default void shouldHandOutAtOnceWithoutADelay() {
            enqueue(KEY, "a", "b");
            queue().release(receipts(receive(1)), Duration.ZERO);

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b"));
        }

        @Test
        default void shouldKeepThePlaceBeforeEntriesThatCameLater() {
            enqueue(KEY, "a", "b");
            List<Delivery> out = receive(10);
            enqueue(KEY, "c");

            queue().release(receipts(out), Duration.ZERO);

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b", "c"));
        }

        @Test
        default void shouldKeepTheOrderHoweverReceiptsAreListed() {
            enqueue(KEY, "a", "b", "c");

            queue().release(receipts(receive(10)).reversed(), Duration.ZERO);

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b", "c"));
        }

        @Test
        default void shouldHandOutWhenTheDelayEndsAndNotBefore() {
            Duration delay = visibility().multipliedBy(2);
            enqueue(KEY, "a", "b");
            queue().release(receipts(receive(1)), delay);

            pass(delay.minus(tick()));
            assertThat(queue().receive(10, visibility())).isEmpty();
            pass(tick());

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b"));
        }

        @Test
        default void shouldNotHoldOtherKeysBack() {
            enqueue(KEY, "a");
            enqueue(key("other"), "b");
            List<Delivery> out = receiveAll();
            List<Receipt> released = out.stream()
                    .filter(delivery -> delivery.key().equals(KEY))
                    .map(Delivery::receipt)
                    .toList();
            List<Receipt> finished = out.stream()
                    .filter(delivery -> !delivery.key().equals(KEY))
                    .map(Delivery::receipt)
                    .toList();
            queue().release(released, visibility());
            queue().acknowledge(finished);
            enqueue(key("other"), "c");

            assertThat(idsOf(receive(10))).containsExactly(id("c"));
        }

        @Test
        default void shouldHoldTheKeyBackForNewcomersToo() {
            enqueue(KEY, "a");
            queue().release(receipts(receive(1)), visibility());

            enqueue(KEY, "b");

            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldHoldTheKeyBackForTheLongestOfItsDelays() {
            enqueue(KEY, "a", "b");
            List<Delivery> out = receive(2);
            assumeTrue(out.size() == 2, "the adapter hands out entries of a key one by one");

            queue().release(receipts(out.subList(1, 2)), visibility());
            queue().release(receipts(out.subList(0, 1)), Duration.ZERO);
            assertThat(queue().receive(10, visibility())).isEmpty();
            pass(visibility());

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b"));
        }

        @Test
        default void shouldNotReleaseByAReceiptUsedBefore() {
            enqueue(KEY, "a");
            List<Delivery> first = receive(1);
            queue().release(receipts(first), Duration.ZERO);

            queue().release(receipts(first), visibility().multipliedBy(10));

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }

        @Test
        default void shouldNotReleaseByAReceiptWhoseReservationEnded() {
            enqueue(KEY, "a");
            List<Delivery> stale = receive(1);
            pass(visibility());

            queue().release(receipts(stale), visibility().multipliedBy(10));

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }

        @Test
        default void shouldNotReleaseByAReceiptOfAnEntryThatWasHandedOutAgain() {
            enqueue(KEY, "a");
            List<Delivery> stale = receive(1);
            pass(visibility());
            receive(1);

            queue().release(receipts(stale), Duration.ZERO);

            assertThat(queue().receive(10, visibility())).isEmpty();
        }
    }
}
