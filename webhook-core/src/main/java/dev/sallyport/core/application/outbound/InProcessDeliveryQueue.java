package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue for one process, in memory: what it holds at the end of the process the store still knows. One entry for a
 * delivery at most, endpoints in turn, and no more entries than its capacity.
 */
final class InProcessDeliveryQueue implements DeliveryQueue {

    /** Longer waits would only take up memory: the sweeper brings them in time. */
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private static final int LARGEST_LIMIT = 1_000;

    private final InstantSource clock;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeliveryId, Item> items = new HashMap<>();
    private final Map<String, Item> handedOut = new HashMap<>();
    private final TreeSet<Item> timed = new TreeSet<>(Item.EARLIEST_FIRST);
    private final EndpointTurns turns = new EndpointTurns();
    private long numbers;

    InProcessDeliveryQueue(InstantSource clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    @Override
    public Duration longestDelay() {
        return LONGEST_DELAY;
    }

    @Override
    public void enqueue(List<Entry> entries) {
        lock.lock();
        try {
            Instant now = clock.instant();
            for (Entry entry : entries) {
                requireDelay(entry.delay());
                enqueue(entry, now.plus(entry.delay()), now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(Entry entry, Instant at, Instant now) {
        Item item = items.get(entry.id());
        if (item == null) {
            if (items.size() >= capacity) {
                throw new PortUnavailableException("the queue holds as many deliveries as it may");
            }
            item = new Item(entry.id(), entry.tenant(), numbers++);
            items.put(entry.id(), item);
            makeWait(item, at, now);
        } else if (item.receipt != null) {
            Instant again = item.again;
            item.again = again == null || at.isBefore(again) ? at : again;
        } else if (!item.ready && at.isBefore(item.at)) {
            timed.remove(item);
            makeWait(item, at, now);
        }
    }

    private void makeWait(Item item, Instant at, Instant now) {
        if (at.isAfter(now)) {
            item.at = at;
            timed.add(item);
        } else {
            makeReady(item);
        }
    }

    private void makeReady(Item item) {
        item.ready = true;
        turns.add(item.tenant, item.id);
    }

    @Override
    public List<Handout> receive(int limit, Duration visibility, Admission admission) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT);
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            wakeUp(now);
            List<Handout> handouts = new ArrayList<>();
            for (DeliveryId id : turns.take(limit, now, admission)) {
                handouts.add(handOut(id, now.plus(visibility)));
            }
            return handouts;
        } finally {
            lock.unlock();
        }
    }

    private void wakeUp(Instant now) {
        while (!timed.isEmpty() && !timed.first().at.isAfter(now)) {
            Item item = timed.pollFirst();
            if (item.receipt != null) {
                handedOut.remove(item.receipt);
                item.receipt = null;
                item.again = null;
                turns.settle(item.id.endpoint());
            }
            makeReady(item);
        }
    }

    private Handout handOut(DeliveryId id, Instant until) {
        Item item = known(id);
        String receipt = Long.toString(numbers++);
        item.ready = false;
        item.receipt = receipt;
        item.at = until;
        timed.add(item);
        handedOut.put(receipt, item);
        return new Handout(id, new Receipt(receipt));
    }

    private Item known(DeliveryId id) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalStateException("a turn names an entry that is not there");
        }
        return item;
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        lock.lock();
        try {
            Instant now = clock.instant();
            for (Receipt receipt : receipts) {
                Item item = takeBack(receipt);
                if (item != null) {
                    Instant again = item.again;
                    if (again == null) {
                        items.remove(item.id);
                    } else {
                        item.again = null;
                        makeWait(item, again, now);
                    }
                    turns.settle(item.id.endpoint());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(Receipt receipt, Duration delay) {
        requireDelay(delay);
        lock.lock();
        try {
            Instant now = clock.instant();
            Item item = takeBack(receipt);
            if (item != null) {
                Instant at = now.plus(delay);
                Instant again = item.again;
                item.again = null;
                makeWait(item, again != null && again.isBefore(at) ? again : at, now);
                turns.settle(item.id.endpoint());
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Item takeBack(Receipt receipt) {
        Item item = handedOut.remove(receipt.value());
        if (item != null) {
            timed.remove(item);
            item.receipt = null;
        }
        return item;
    }

    private static void requireDelay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be from zero to " + LONGEST_DELAY);
        }
    }

    /** One entry: waiting for its time, ready in its endpoint's line, or handed out. */
    private static final class Item {

        static final Comparator<Item> EARLIEST_FIRST =
                Comparator.comparing((Item item) -> item.at).thenComparingLong(item -> item.number);

        private final DeliveryId id;
        private final TenantId tenant;
        private final long number;

        /** When it becomes ready, or ready again; changed only while it is not among the timed. */
        private Instant at = Instant.MAX;

        private boolean ready;
        private @Nullable String receipt;

        /** When it is to be handed out once more, although it is handed out now. */
        private @Nullable Instant again;

        Item(DeliveryId id, TenantId tenant, long number) {
            this.id = id;
            this.tenant = tenant;
            this.number = number;
        }
    }
}
