package dev.sallyport.aws.dynamodb.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Names one item.
 *
 * @param partition what is read together has the same
 * @param sort its place in the partition
 */
public record ItemKey(String partition, String sort) {

    /** The key of an item that has its partition to itself. */
    public static ItemKey alone(String partition) {
        return new ItemKey(partition, DynamoDbLayout.ALONE);
    }

    /** Returns the key as attributes. */
    public Map<String, AttributeValue> attributes() {
        return Map.of(
                DynamoDbLayout.PARTITION_KEY, AttributeValue.fromS(partition),
                DynamoDbLayout.SORT_KEY, AttributeValue.fromS(sort));
    }
}
