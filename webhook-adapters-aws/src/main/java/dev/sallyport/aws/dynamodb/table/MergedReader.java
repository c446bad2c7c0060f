package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.ParallelCalls;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Walks along several partitions of an index as if they were one. For one thread. */
public final class MergedReader {

    private static final Comparator<Entry> BY_SORT_KEY = Comparator.comparing(Entry::sortKey);

    private final PriorityQueue<Entry> heads;

    /** Reads the beginnings of all partitions at once. */
    public MergedReader(List<ShardReader> shards, boolean ascending) {
        heads = new PriorityQueue<>(ascending ? BY_SORT_KEY : BY_SORT_KEY.reversed());
        ParallelCalls.map(shards, ShardReader::fill).forEach(this::advance);
    }

    private void advance(ShardReader shard) {
        Item item = shard.poll();
        if (item != null) {
            heads.add(new Entry(item, shard));
        }
    }

    /** Returns the entry that comes next without passing it, or null at the end. */
    public @Nullable Item peek() {
        Entry head = heads.peek();
        return head == null ? null : head.item();
    }

    /** Returns the next entry, or null at the end. */
    public @Nullable Item next() {
        Entry head = heads.poll();
        if (head == null) {
            return null;
        }
        advance(head.shard());
        return head.item();
    }

    private record Entry(Item item, ShardReader shard) {

        String sortKey() {
            return item.text(shard.sortKey());
        }
    }
}
