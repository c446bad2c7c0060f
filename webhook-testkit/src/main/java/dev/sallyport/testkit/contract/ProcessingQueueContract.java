package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Webhooks.KEY;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ProcessingQueue} does; the rest of it stands in {@link QueueSettlementContract}. */
public interface ProcessingQueueContract {

    /** Returns the queue under test: empty at the beginning of a test, the same one until its end. */
    ProcessingQueue queue();

    /** Lets time pass for the queue: moves the clock that it reads, or waits where it reads none. */
    void pass(Duration time);

    /** Returns how long tests reserve entries: longer than a test's calls take, in a unit the queue can keep. */
    default Duration visibility() {
        return Duration.ofSeconds(30);
    }

    /** Returns the least time that the queue can tell apart, by which tests come short of an instant. */
    default Duration tick() {
        return Duration.ofMillis(1);
    }

    /** Everything that a queue does. */
    interface All extends Enqueue, Receive, QueueSettlementContract.Acknowledge, QueueSettlementContract.Release {}

    /** {@link ProcessingQueue#enqueue}. */
    interface Enqueue extends ProcessingQueueContract {

        @Test
        default void shouldHandOutWhatWasQueuedWithItsKey() {
            queue().enqueue(id("a"), KEY);

            assertThat(receive(10)).singleElement().satisfies(delivery -> {
                assertThat(delivery.webhookId()).isEqualTo(id("a"));
                assertThat(delivery.key()).isEqualTo(KEY);
            });
        }

        @Test
        default void shouldKeepTheOrderWithinAKey() {
            enqueue(KEY, "a", "b", "c", "d", "e");

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b", "c", "d", "e"));
        }

        @Test
        default void shouldKeepTheOrderWithinEachOfManyKeys() {
            for (int i = 0; i < 30; i++) {
                enqueue(key("k" + i % 3), "event-" + i);
            }

            List<Delivery> drained = drain();

            assertThat(drained).hasSize(30);
            for (int k = 0; k < 3; k++) {
                OrderingKey key = key("k" + k);
                int first = k;
                assertThat(drained.stream()
                                .filter(delivery -> delivery.key().equals(key))
                                .map(Delivery::webhookId))
                        .containsExactlyElementsOf(IntStream.range(0, 10)
                                .mapToObj(i -> id("event-" + (first + 3 * i)))
                                .toList());
            }
        }

        @Test
        default void shouldKeepTheFirstPlaceOfAWebhookQueuedTwice() {
            enqueue(KEY, "a", "b", "a");

            List<WebhookId> drained = idsOf(drain());

            assertThat(drained).startsWith(id("a"), id("b"));
            assertThat(drained).hasSizeBetween(2, 3).containsOnly(id("a"), id("b"));
        }

        @Test
        default void shouldLoseNothingOfConcurrentCalls() {
            Together.run(40, i -> {
                enqueue(key("k" + i % 4), "event-" + i);
                return i;
            });

            assertThat(idsOf(drain()))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40)
                            .mapToObj(i -> id("event-" + i))
                            .toList());
        }

        @Test
        default void shouldQueueBehindEntriesThatAreOut() {
            enqueue(KEY, "a");
            List<Delivery> first = receive(10);

            enqueue(KEY, "b");
            assertThat(receive(10)).isEmpty();
            queue().acknowledge(receipts(first));

            assertThat(idsOf(receive(10))).containsExactly(id("b"));
        }
    }

    /** {@link ProcessingQueue#receive}. */
    interface Receive extends ProcessingQueueContract {

        @Test
        default void shouldHandOutNothingOfAnEmptyQueue() {
            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldHandOutNoMoreThanTheLimit() {
            enqueue(KEY, "a", "b", "c");
            enqueue(key("other"), "d", "e", "f");

            assertThat(receive(2)).hasSizeBetween(1, 2);
        }

        @Test
        default void shouldHandOutARunOfAKeyInOrder() {
            enqueue(KEY, "a", "b", "c", "d", "e");

            List<WebhookId> run = idsOf(receive(10));

            assertThat(run).isNotEmpty().isEqualTo(ids("a", "b", "c", "d", "e").subList(0, run.size()));
        }

        @Test
        default void shouldHoldAKeyBackWhileAnEntryOfItIsOut() {
            enqueue(KEY, "a", "b", "c");

            assertThat(idsOf(receive(1))).containsExactly(id("a"));
            assertThat(queue().receive(10, visibility())).isEmpty();
        }

        @Test
        default void shouldServeOtherKeysWhileOneIsOut() {
            enqueue(KEY, "a", "b");
            receive(1);
            enqueue(key("other"), "c");

            assertThat(idsOf(receive(10))).containsExactly(id("c"));
        }

        @Test
        default void shouldHandOutAgainWhenTheReservationEnds() {
            enqueue(KEY, "a", "b");
            List<Delivery> first = receive(10);

            pass(visibility());

            assertThat(idsOf(receive(10))).isEqualTo(ids("a", "b").subList(0, first.size()));
        }

        @Test
        default void shouldNotHandOutAgainJustBeforeTheReservationEnds() {
            enqueue(KEY, "a");
            receive(10);

            pass(visibility().minus(tick()));
            assertThat(queue().receive(10, visibility())).isEmpty();
            pass(tick());

            assertThat(idsOf(receive(10))).containsExactly(id("a"));
        }

        @Test
        default void shouldHandOutInOrderAfterAReservationEndedWithNewcomersBehind() {
            enqueue(KEY, "a", "b");
            receive(10);
            enqueue(KEY, "c");

            pass(visibility());

            assertThat(idsOf(drain())).containsExactlyElementsOf(ids("a", "b", "c"));
        }

        @Test
        default void shouldHandOutEachEntryToOneOfManyConcurrentReceivers() {
            for (int i = 0; i < 40; i++) {
                enqueue(key("k" + i), "event-" + i);
            }

            List<WebhookId> received = new ArrayList<>();
            Together.run(8, i -> queue().receive(10, visibility())).forEach(part -> received.addAll(idsOf(part)));
            received.addAll(idsOf(drain()));

            assertThat(received)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40)
                            .mapToObj(i -> id("event-" + i))
                            .toList());
        }

        @Test
        default void shouldGiveAKeyToOneOfManyConcurrentReceivers() {
            enqueue(KEY, "a", "b", "c", "d", "e", "f");

            List<List<Delivery>> parts = Together.run(8, i -> queue().receive(1, visibility()));

            assertThat(parts).filteredOn(part -> !part.isEmpty()).hasSize(1);
        }

        @Test
        default void shouldReachEveryKeyThoughOneIsAlwaysBusy() {
            for (int i = 0; i < 20; i++) {
                enqueue(KEY, "busy-" + i);
            }
            enqueue(key("quiet"), "quiet");

            List<WebhookId> seen = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                List<Delivery> deliveries = receive(2);
                seen.addAll(idsOf(deliveries));
                queue().release(receipts(deliveries), Duration.ZERO);
            }

            assertThat(seen).contains(id("quiet"));
        }

        @Test
        default void shouldRefuseALimitOutOfRange() {
            assertThatIllegalArgumentException().isThrownBy(() -> queue().receive(0, visibility()));
            assertThatIllegalArgumentException().isThrownBy(() -> queue().receive(1_001, visibility()));
        }
    }

    /** Receives with the visibility of the tests; an adapter that answers empty now and then asks again here. */
    default List<Delivery> receive(int limit) {
        return queue().receive(limit, visibility());
    }

    /** Receives until nothing is ready, without settling. */
    default List<Delivery> receiveAll() {
        List<Delivery> all = new ArrayList<>();
        for (List<Delivery> part = receive(10); !part.isEmpty(); part = receive(10)) {
            all.addAll(part);
        }
        return all;
    }

    /** Receives and acknowledges until nothing is left. */
    default List<Delivery> drain() {
        List<Delivery> all = new ArrayList<>();
        for (List<Delivery> part = receive(10); !part.isEmpty(); part = receive(10)) {
            all.addAll(part);
            queue().acknowledge(receipts(part));
        }
        return all;
    }

    /** Queues webhooks under a key. */
    default void enqueue(OrderingKey key, String... events) {
        for (String event : events) {
            queue().enqueue(id(event), key);
        }
    }

    /** Returns the ids of events. */
    static List<WebhookId> ids(String... events) {
        return List.of(events).stream().map(event -> id(event)).toList();
    }

    /** Returns what was handed out. */
    static List<WebhookId> idsOf(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::webhookId).toList();
    }

    /** Returns what settles it. */
    static List<Receipt> receipts(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::receipt).toList();
    }
}
