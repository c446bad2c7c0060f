package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Reads and changes single items, all reads being consistent. Safe for any number of threads. */
final class Table {

    /** The service's limit. */
    private static final int MOST_KEYS = 100;

    /** Keys that the service left over are asked for again; a service that answers none of them is out of reach. */
    private static final int MOST_ROUNDS_WITHOUT_ITEM = 3;

    private final DynamoDbClient client;
    private final String name;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    @Nullable
    Item get(String key) {
        GetItemResponse response = AwsCalls.reading(
                "DynamoDB GetItem",
                () -> client.getItem(
                        request -> request.tableName(name).key(keyOf(key)).consistentRead(true)));
        return response.hasItem() ? Item.read(response.item()) : null;
    }

    /** Returns the items that exist of the keys given, by key. */
    Map<String, Item> getAll(Collection<String> keys) {
        List<String> distinct = keys.stream().distinct().toList();
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += MOST_KEYS) {
            parts.add(distinct.subList(from, Math.min(from + MOST_KEYS, distinct.size())));
        }
        Map<String, Item> found = new HashMap<>();
        ParallelCalls.map(parts, this::getPart).forEach(found::putAll);
        return found;
    }

    private Map<String, Item> getPart(List<String> keys) {
        Map<String, Item> found = new HashMap<>();
        KeysAndAttributes left = KeysAndAttributes.builder()
                .keys(keys.stream().map(Table::keyOf).toList())
                .consistentRead(true)
                .build();
        for (int empty = 0; left != null; ) {
            KeysAndAttributes asked = left;
            BatchGetItemResponse response = AwsCalls.reading(
                    "DynamoDB BatchGetItem",
                    () -> client.batchGetItem(request -> request.requestItems(Map.of(name, asked))));
            List<Map<String, AttributeValue>> items = response.responses().getOrDefault(name, List.of());
            items.stream().map(Item::read).forEach(item -> found.put(item.key(), item));
            left = response.unprocessedKeys().get(name);
            empty = items.isEmpty() ? empty + 1 : 0;
            if (left != null && empty == MOST_ROUNDS_WITHOUT_ITEM) {
                throw new PortUnavailableException("DynamoDB BatchGetItem left keys over");
            }
        }
        return found;
    }

    /**
     * Puts an item where none of its key exists.
     *
     * @return null if it is there now, else the one that exists
     */
    @Nullable
    Item putNew(Item item) {
        return put(item, "attribute_not_exists(" + DynamoDbLayout.KEY + ")", Map.of());
    }

    /**
     * Replaces an item of the revision before the item's own.
     *
     * @return null if it is there now, else the one that exists; an empty item if none does
     */
    @Nullable
    Item putNext(Item item) {
        return put(
                item,
                "revision = :before",
                Map.of(":before", AttributeValue.fromN(Long.toString(item.number("revision") - 1))));
    }

    /** Puts an item if a condition holds; returns null, or the item that is there instead. */
    @Nullable
    Item put(Item item, String condition, Map<String, AttributeValue> values) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .conditionExpression(condition)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return AwsCalls.writing("DynamoDB PutItem", () -> {
            try {
                client.putItem(request);
                return null;
            } catch (ConditionalCheckFailedException e) {
                Item existing = Item.read(e.hasItem() ? e.item() : Map.of());
                if (AwsCalls.wasRepeated(e) && existing.attributes().equals(item.attributes())) {
                    // The first attempt succeeded and its answer was lost: what is there is our own.
                    return null;
                }
                return existing;
            }
        });
    }

    /** Adds a name to a set of names. */
    void addToSet(String key, String attribute, String value) {
        AwsCalls.writing(
                "DynamoDB UpdateItem",
                () -> client.updateItem(request -> request.tableName(name)
                        .key(keyOf(key))
                        .updateExpression("ADD #set :value")
                        .expressionAttributeNames(Map.of("#set", attribute))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromSs(List.of(value))))));
    }

    private static Map<String, AttributeValue> keyOf(String key) {
        return Map.of(DynamoDbLayout.KEY, AttributeValue.fromS(key));
    }
}
