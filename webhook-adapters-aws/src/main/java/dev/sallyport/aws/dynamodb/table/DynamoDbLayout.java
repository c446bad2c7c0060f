package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.Resources.Index;
import java.util.List;

/**
 * Names of the one table in which everything is kept, as the description of the resources says; a test holds the two
 * together, so that no start-up time goes into reading a file.
 *
 * <p>The key is {@value #PARTITION_KEY} and {@value #SORT_KEY}: what is read together and consistently has one partition
 * key, such as all deliveries of an event; what stands by itself has the sort key {@value #ALONE}. Three sparse indexes
 * serve what goes across partitions:
 *
 * <ul>
 *   <li>{@code arrivals}: every webhook by provider and arrival, every repair run by its start, every delivery by
 *       tenant and acceptance;
 *   <li>{@code open}: what is not processed or delivered, by status and arrival; it leaves once it is;
 *   <li>{@code due}: pending deliveries by the time at which the sweeper wakes them.
 * </ul>
 *
 * <p>The partitions of indexes are split into shards, because one partition takes 1,000 writes per second.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-gsi-sharding.html">write
 *     sharding of global secondary indexes</a>
 */
public final class DynamoDbLayout {

    /** The table's partition key, a string. */
    public static final String PARTITION_KEY = "pk";

    /** The table's sort key, a string. */
    public static final String SORT_KEY = "sk";

    /** The sort key of an item that has its partition to itself. */
    public static final String ALONE = "-";

    /** The attribute after whose time the service may delete an item: seconds since 1970. */
    public static final String TIME_TO_LIVE = "expires_at_epoch_seconds";

    /** The attribute by which replacements are ordered: how often the item has changed. */
    public static final String REVISION = "revision";

    /** The index of all arrivals. */
    public static final Index ARRIVALS_INDEX = new Index("arrivals", "arrivals_shard", "arrival", List.of());

    /** The index of what is open. */
    public static final Index OPEN_INDEX =
            new Index("open", "open_shard", "arrival", List.of("queued_at", "not_before"));

    /** The index of what is to be woken. */
    public static final Index DUE_INDEX = new Index("due", "due_shard", "due", List.of());

    private DynamoDbLayout() {}
}
