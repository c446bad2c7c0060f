package dev.sallyport.local.store;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.local.store.engine.CommitParticipant;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows which queue entries may be handed out: by ordering key, in order, keys in turn.
 *
 * <p>Only order and membership are durable, in the {@link QueueTable}. Reservations and delays live here: they end with
 * the process, whose successor then hands everything out again. A key that waits costs nothing, however long its
 * backlog. Safe for any number of threads.
 */
final class Backlog implements CommitParticipant {

    /** How many entries are read at a time when the store is opened. */
    static final int LOADED_AT_ONCE = 10_000;

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<OrderingKey, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final TreeSet<Lane> waiting =
            new TreeSet<>(Comparator.comparing((Lane lane) -> lane.wakeAt).thenComparing(lane -> lane.key));
    private final Map<Long, Lane> runs = new HashMap<>();
    private long lastRun;
    private final AtomicLong size = new AtomicLong();

    /** Entries written by the transaction under way; the writer's own. */
    private final List<Entry> appended = new ArrayList<>();

    /** Entries deleted by the transaction under way; the writer's own. */
    private final List<Entry> deleted = new ArrayList<>();

    /**
     * An entry of the queue.
     *
     * @param seq its place
     * @param key its ordering key
     */
    record Entry(long seq, OrderingKey key) {}

    /**
     * An entry that is handed out.
     *
     * @param run the number of the run that it was handed out with
     */
    record Claim(long run, long seq, OrderingKey key) {}

    Backlog(long capacity) {
        this.capacity = capacity;
    }

    /** Returns how many entries wait or are handed out. */
    long size() {
        return size.get();
    }

    /** Tells the writer whether nothing more may be appended. */
    boolean isFull() {
        return size.get() + appended.size() >= capacity;
    }

    /** Appends an entry when the writer's transaction commits. */
    void append(long seq, OrderingKey key) {
        appended.add(new Entry(seq, key));
    }

    /** Removes an entry when the writer's transaction commits. */
    void delete(Entry entry) {
        deleted.add(entry);
    }

    @Override
    public void afterCommit() {
        if (appended.isEmpty() && deleted.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            appended.forEach(this::add);
            deleted.forEach(this::remove);
        } finally {
            lock.unlock();
            afterRollback();
        }
    }

    @Override
    public void afterRollback() {
        appended.clear();
        deleted.clear();
    }

    private void add(Entry entry) {
        Lane lane = lanes.computeIfAbsent(entry.key(), Lane::new);
        lane.entries.addLast(entry.seq());
        size.incrementAndGet();
        if (lane.entries.size() == 1) {
            schedule(lane, Instant.MIN);
        }
    }

    private void remove(Entry entry) {
        Lane lane = lanes.get(entry.key());
        if (lane != null && lane.entries.remove(entry.seq())) {
            size.decrementAndGet();
            lane.out.remove(entry.seq());
            schedule(lane, Instant.MIN);
        }
    }

    /** Hands out runs of the keys whose turn it is, each key getting a fair share of the limit. */
    List<Claim> claim(int limit, Instant now, Instant until) {
        lock.lock();
        try {
            wake(now);
            int share = Math.ceilDiv(limit, Math.max(1, ready.size()));
            List<Claim> claims = new ArrayList<>();
            while (claims.size() < limit && !ready.isEmpty()) {
                Lane lane = ready.removeFirst();
                lane.isReady = false;
                handOut(lane, Math.min(share, limit - claims.size()), until, claims);
            }
            return claims;
        } finally {
            lock.unlock();
        }
    }

    private void wake(Instant now) {
        while (!waiting.isEmpty() && !waiting.first().wakeAt.isAfter(now)) {
            Lane lane = waiting.pollFirst();
            ready.addLast(lane);
            lane.isReady = true;
        }
    }

    private void handOut(Lane lane, int most, Instant until, List<Claim> claims) {
        runs.remove(lane.run);
        lane.run = ++lastRun;
        lane.out = new HashSet<>();
        lane.reservedUntil = until;
        runs.put(lane.run, lane);
        for (int i = 0; i < most && i < lane.entries.size(); i++) {
            long seq = lane.entries.get(i);
            lane.out.add(seq);
            claims.add(new Claim(lane.run, seq, lane.key));
        }
        schedule(lane, Instant.MIN);
    }

    /** Tells whether an entry was handed out and neither acknowledged nor released. */
    boolean isOut(long seq, OrderingKey key) {
        lock.lock();
        try {
            Lane lane = lanes.get(key);
            return lane != null && lane.out.contains(seq);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the entry that a run's receipt stands for; null if the receipt has run out or was used. */
    @Nullable
    Entry claimed(long run, long seq, Instant now) {
        lock.lock();
        try {
            Lane lane = runs.get(run);
            return lane != null && now.isBefore(lane.reservedUntil) && lane.out.contains(seq)
                    ? new Entry(seq, lane.key)
                    : null;
        } finally {
            lock.unlock();
        }
    }

    /** Gives an entry back, to be handed out again at a time or later; without effect if its receipt has run out. */
    void release(long run, long seq, Instant now, Instant notBefore) {
        lock.lock();
        try {
            Lane lane = runs.get(run);
            if (lane != null && now.isBefore(lane.reservedUntil) && lane.out.remove(seq)) {
                if (notBefore.isAfter(lane.delayedUntil)) {
                    lane.delayedUntil = notBefore;
                }
                schedule(lane, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts a lane where it belongs after it has changed. */
    private void schedule(Lane lane, Instant now) {
        if (!lane.isReady) {
            waiting.remove(lane);
        }
        if (lane.out.isEmpty()) {
            runs.remove(lane.run);
            lane.out = Collections.emptySet();
        }
        if (lane.entries.isEmpty()) {
            lanes.remove(lane.key);
            if (lane.isReady) {
                ready.remove(lane);
            }
        } else if (!lane.isReady) {
            lane.wakeAt = lane.availableAt();
            if (lane.wakeAt.isAfter(now)) {
                waiting.add(lane);
            } else {
                lane.isReady = true;
                ready.addLast(lane);
            }
        }
    }
}
