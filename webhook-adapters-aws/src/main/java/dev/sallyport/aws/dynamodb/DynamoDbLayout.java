package dev.sallyport.aws.dynamodb;

import java.util.List;

/**
 * Names and forms of the one table in which all records are kept. What deploys the table takes them from here, or
 * proves in a test that it uses the same.
 *
 * <p>The table's key is {@value #KEY} alone. Two sparse indexes serve all listings:
 *
 * <ul>
 *   <li>{@code arrivals}: every webhook by provider and arrival, every repair run by its start;
 *   <li>{@code open}: what is not processed, by status and arrival; a processed webhook leaves it.
 * </ul>
 *
 * <p>The partitions of both are split into shards, because one partition takes 1,000 writes per second.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-gsi-sharding.html">write
 *     sharding of global secondary indexes</a>
 */
public final class DynamoDbLayout {

    /** The table's partition key, a string. It has no sort key. */
    public static final String KEY = "pk";

    /** The index of all arrivals. */
    public static final Index ARRIVALS_INDEX = new Index("arrivals", "arrivals_shard", "arrival", List.of());

    /** The index of what is open. */
    public static final Index OPEN_INDEX =
            new Index("open", "open_shard", "arrival", List.of("queued_at", "not_before"));

    private DynamoDbLayout() {}

    /**
     * A global secondary index; both keys are strings.
     *
     * @param projected the attributes that it holds beside the keys
     */
    public record Index(String name, String partitionKey, String sortKey, List<String> projected) {}
}
