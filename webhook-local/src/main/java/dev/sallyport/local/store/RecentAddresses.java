package dev.sallyport.local.store;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Addresses in the order in which they were added, found by hash. The latest can be taken back. For one thread at a
 * time.
 */
final class RecentAddresses {

    private static final int SMALLEST = 1_024;
    private static final int NONE = -1;
    private static final int LEADING_BITS = 14;

    private long[] addresses = new long[SMALLEST];
    private long[] seqs = new long[SMALLEST];

    /** For each entry the one added before it to the same bucket. */
    private int[] earlier = new int[SMALLEST];

    /** For each bucket the entry added last; twice as many buckets as entries, a power of two. */
    private int[] latest = newBuckets(SMALLEST);

    private int size;

    int size() {
        return size;
    }

    void add(long address, long seq) {
        if (size == addresses.length) {
            grow();
        }
        addresses[size] = address;
        seqs[size] = seq;
        link(size);
        size++;
    }

    private void link(int entry) {
        int bucket = bucket(addresses[entry]);
        earlier[entry] = latest[bucket];
        latest[bucket] = entry;
    }

    /** Takes back what was added after the size was this. */
    void truncate(int earlierSize) {
        while (size > earlierSize) {
            size--;
            latest[bucket(addresses[size])] = earlier[size];
        }
    }

    void find(long address, LongConsumer seqFound) {
        for (int entry = latest[bucket(address)]; entry != NONE; entry = earlier[entry]) {
            if (addresses[entry] == address) {
                seqFound.accept(seqs[entry]);
            }
        }
    }

    long addressAt(int entry) {
        return addresses[entry];
    }

    long seqAt(int entry) {
        return seqs[entry];
    }

    /**
     * Returns the entries in ascending order of the leading bits of their addresses: near enough to the order of a table
     * for neighbours to share its pages, and made in a fraction of the time that sorting would hold the writer up.
     */
    int[] roughOrder() {
        int[] begins = new int[(1 << LEADING_BITS) + 1];
        for (int entry = 0; entry < size; entry++) {
            begins[leading(addresses[entry]) + 1]++;
        }
        for (int leading = 0; leading < 1 << LEADING_BITS; leading++) {
            begins[leading + 1] += begins[leading];
        }
        int[] order = new int[size];
        for (int entry = 0; entry < size; entry++) {
            order[begins[leading(addresses[entry])]++] = entry;
        }
        return order;
    }

    private static int leading(long address) {
        return (int) (address >>> (Address.BITS - LEADING_BITS));
    }

    private int bucket(long address) {
        // Addresses are random bits already.
        return (int) address & (latest.length - 1);
    }

    private void grow() {
        int capacity = addresses.length * 2;
        addresses = Arrays.copyOf(addresses, capacity);
        seqs = Arrays.copyOf(seqs, capacity);
        earlier = Arrays.copyOf(earlier, capacity);
        latest = newBuckets(capacity);
        for (int entry = 0; entry < size; entry++) {
            link(entry);
        }
    }

    private static int[] newBuckets(int capacity) {
        int[] buckets = new int[capacity * 2];
        Arrays.fill(buckets, NONE);
        return buckets;
    }
}
