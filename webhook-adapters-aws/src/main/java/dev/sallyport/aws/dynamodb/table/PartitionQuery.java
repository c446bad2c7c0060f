package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.AwsCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads items of one partition of the table consistently, in the order of their sort keys. Immutable and thread-safe.
 *
 * @param first the first sort key, inclusive; not empty
 * @param last the last sort key, inclusive
 */
public record PartitionQuery(Table table, String partition, String first, String last) {

    /** Greater than every character of the sort keys, which are ASCII. */
    private static final String END = "\u007F";

    /** Reads what begins with a text. */
    public static PartitionQuery beginning(Table table, String partition, String prefix) {
        return new PartitionQuery(table, partition, prefix, prefix + END);
    }

    /** Reads what comes after a sort key; everything if it is null. */
    public static PartitionQuery after(Table table, String partition, @Nullable String sort) {
        // No sort key lies between one and the same with the least character at its end.
        return new PartitionQuery(table, partition, sort == null ? " " : sort + "\u0001", END);
    }

    /** Returns all items. */
    public List<Item> all() {
        return upTo(Integer.MAX_VALUE);
    }

    /** Returns the first items, at most so many. */
    public List<Item> upTo(int limit) {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .keyConditionExpression("#partition = :partition AND #sort BETWEEN :first AND :last")
                .expressionAttributeNames(
                        Map.of("#partition", DynamoDbLayout.PARTITION_KEY, "#sort", DynamoDbLayout.SORT_KEY))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":first", AttributeValue.fromS(first),
                        ":last", AttributeValue.fromS(last)));
        List<Item> items = new ArrayList<>();
        Map<String, AttributeValue> next = null;
        do {
            int wanted = limit - items.size();
            QueryRequest page = request.exclusiveStartKey(next)
                    .limit(limit == Integer.MAX_VALUE ? null : Integer.valueOf(wanted))
                    .build();
            QueryResponse response =
                    AwsCalls.reading("DynamoDB Query", () -> table.client().query(page));
            response.items().stream().map(Item::read).forEach(items::add);
            next = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (next != null && items.size() < limit);
        return items;
    }
}
