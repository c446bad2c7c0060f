package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.Resources.Index;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Walks along one partition of an index, a page of the service at a time. For one thread at a time. */
public final class ShardReader {

    private final Table table;
    private final String sortKey;
    private final QueryRequest first;
    private final Deque<Item> buffer = new ArrayDeque<>();
    private @Nullable Map<String, AttributeValue> next;
    private boolean begun;

    /**
     * Makes a reader.
     *
     * @param from the first sort key, inclusive
     * @param to the last sort key, inclusive
     * @param pageSize how many entries to ask for at a time
     */
    public ShardReader(
            Table table, Index index, String shard, String from, String to, boolean ascending, int pageSize) {
        this.table = table;
        sortKey = index.sortKey();
        first = QueryRequest.builder()
                .tableName(table.name())
                .indexName(index.name())
                .keyConditionExpression("#partition = :shard AND #sort BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#partition", index.partitionKey(), "#sort", index.sortKey()))
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS(shard),
                        ":from", AttributeValue.fromS(from),
                        ":to", AttributeValue.fromS(to)))
                .scanIndexForward(ascending)
                .limit(pageSize)
                .build();
    }

    /** Makes sure that {@link #poll} need not call the service. */
    ShardReader fill() {
        while (buffer.isEmpty() && (!begun || next != null)) {
            QueryRequest request = first.toBuilder().exclusiveStartKey(next).build();
            QueryResponse response =
                    AwsCalls.reading("DynamoDB Query", () -> table.client().query(request));
            response.items().stream().map(Item::read).forEach(buffer::add);
            next = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
            begun = true;
        }
        return this;
    }

    /** Returns the next entry, or null at the end. */
    public @Nullable Item poll() {
        return fill().buffer.poll();
    }

    /** Returns the attribute by which the entries are sorted. */
    String sortKey() {
        return sortKey;
    }
}
