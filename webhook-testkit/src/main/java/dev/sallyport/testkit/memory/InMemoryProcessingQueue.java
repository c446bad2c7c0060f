package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.ProcessingQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps queue entries in memory; reservations and delays end by the clock given. Keys are served in turn, so that a
 * busy one does not starve the others. Safe for any number of threads.
 */
public final class InMemoryProcessingQueue implements ProcessingQueue {

    private static final int LARGEST_LIMIT = 1_000;

    private final InstantSource clock;
    private final Map<OrderingKey, Deque<Entry>> lanes = new LinkedHashMap<>();
    private final Map<Receipt, Entry> handedOut = new HashMap<>();
    private long handOuts;

    /** Makes an empty queue. */
    public InMemoryProcessingQueue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void enqueue(WebhookId id, OrderingKey key) {
        lanes.computeIfAbsent(key, lane -> new ArrayDeque<>()).addLast(new Entry(id, key));
    }

    @Override
    public synchronized List<Delivery> receive(int limit, Duration visibility) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
        Instant now = clock.instant();
        List<Delivery> deliveries = new ArrayList<>();
        List<OrderingKey> served = new ArrayList<>();
        for (Map.Entry<OrderingKey, Deque<Entry>> lane : lanes.entrySet()) {
            if (deliveries.size() == limit) {
                break;
            }
            if (isReady(lane.getValue(), now)) {
                handOut(lane.getValue(), limit, now.plus(visibility), deliveries);
                served.add(lane.getKey());
            }
        }
        served.forEach(this::moveToTheBack);
        return deliveries;
    }

    /** Only entries at the front have ever been handed out, so the look ends at the first that has not. */
    private static boolean isReady(Deque<Entry> lane, Instant now) {
        for (Entry entry : lane) {
            Instant hiddenUntil = entry.hiddenUntil;
            if (hiddenUntil == null) {
                return true;
            }
            if (now.isBefore(hiddenUntil)) {
                return false;
            }
        }
        return true;
    }

    private void handOut(Deque<Entry> lane, int limit, Instant hiddenUntil, List<Delivery> deliveries) {
        for (Entry entry : lane) {
            if (deliveries.size() == limit) {
                return;
            }
            forgetReceipt(entry);
            Receipt receipt = new Receipt(Long.toString(++handOuts));
            entry.receipt = receipt;
            entry.hiddenUntil = hiddenUntil;
            handedOut.put(receipt, entry);
            deliveries.add(new Delivery(entry.id, entry.key, receipt));
        }
    }

    private void moveToTheBack(OrderingKey key) {
        Deque<Entry> lane = lanes.remove(key);
        if (lane != null) {
            lanes.put(key, lane);
        }
    }

    @Override
    public synchronized void acknowledge(List<Receipt> receipts) {
        Instant now = clock.instant();
        for (Receipt receipt : receipts) {
            Entry entry = takeBack(receipt, now);
            if (entry != null) {
                remove(entry);
            }
        }
    }

    private void remove(Entry entry) {
        Deque<Entry> lane = lanes.get(entry.key);
        if (lane != null) {
            lane.remove(entry);
            if (lane.isEmpty()) {
                lanes.remove(entry.key);
            }
        }
    }

    @Override
    public synchronized void release(List<Receipt> receipts, Duration delay) {
        Instant now = clock.instant();
        for (Receipt receipt : receipts) {
            Entry entry = takeBack(receipt, now);
            if (entry != null) {
                entry.hiddenUntil = now.plus(delay);
            }
        }
    }

    /** Ends a handing out; null if it ended before. */
    private @Nullable Entry takeBack(Receipt receipt, Instant now) {
        Entry entry = handedOut.get(receipt);
        if (entry == null || !now.isBefore(entry.reservedUntil())) {
            return null;
        }
        forgetReceipt(entry);
        return entry;
    }

    private void forgetReceipt(Entry entry) {
        if (entry.receipt != null) {
            handedOut.remove(entry.receipt);
            entry.receipt = null;
        }
    }

    /** Returns how many entries wait or are handed out. */
    public synchronized int size() {
        return lanes.values().stream().mapToInt(Deque::size).sum();
    }

    private static final class Entry {

        private final WebhookId id;
        private final OrderingKey key;
        private @Nullable Receipt receipt;

        /** End of the reservation or of the delay; null until the entry is handed out for the first time. */
        private @Nullable Instant hiddenUntil;

        Entry(WebhookId id, OrderingKey key) {
            this.id = id;
            this.key = key;
        }

        Instant reservedUntil() {
            return hiddenUntil == null ? Instant.MIN : hiddenUntil;
        }
    }
}
