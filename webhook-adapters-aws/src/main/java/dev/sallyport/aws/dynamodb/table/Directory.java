package dev.sallyport.aws.dynamodb.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names that are listed in their own order, each an item of one partition: lists are as consistent as the table, which
 * an index would not be, and names are added and removed in the write that makes what they name. Of new names the
 * service takes 1,000 per second. Safe for any number of threads.
 */
public final class Directory {

    private static final int LARGEST_LIMIT = 1_000;

    private final Table table;
    private final String partition;

    /** Uses a partition. */
    public Directory(Table table, String partition) {
        this.table = table;
        this.partition = partition;
    }

    /** Returns the entry of a name, to be added to. */
    public Item entry(String name) {
        return Item.of(key(name));
    }

    /** Returns the key of a name's entry. */
    public ItemKey key(String name) {
        return new ItemKey(partition, name);
    }

    /**
     * Returns entries in the order of their names.
     *
     * @param after the last name of an earlier page; null for the first page
     * @param limit 1 to 1,000
     */
    public List<Item> page(@Nullable String after, int limit) {
        requireLimit(limit);
        return PartitionQuery.after(table, partition, after).upTo(limit);
    }

    /** Returns all entries in the order of their names. */
    public List<Item> all() {
        return PartitionQuery.after(table, partition, null).all();
    }

    /**
     * Refuses a limit of a listing that is out of range.
     *
     * @throws IllegalArgumentException if it is not 1 to 1,000
     */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT + ", not " + limit);
        }
    }
}
