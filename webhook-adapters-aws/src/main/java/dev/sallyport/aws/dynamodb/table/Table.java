package dev.sallyport.aws.dynamodb.table;

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
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Reads and changes single items, all reads being consistent but for glances. Safe for any number of threads. */
public final class Table {

    /** Holds while there is no item of the key. */
    public static final String IS_NEW = "attribute_not_exists(" + DynamoDbLayout.PARTITION_KEY + ")";

    /** Holds while the item of the key has the revision before. */
    public static final String IS_NEXT = DynamoDbLayout.REVISION + " = :before";

    /** The service's limit. */
    private static final int MOST_KEYS = 100;

    /** Keys that the service left over are asked for again; a service that answers none of them is out of reach. */
    private static final int MOST_ROUNDS_WITHOUT_ITEM = 3;

    private final DynamoDbClient client;
    private final String name;

    /** Uses a table that exists. */
    public Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    /** Returns the item of a key, or null. */
    public @Nullable Item get(ItemKey key) {
        GetItemResponse response = AwsCalls.reading(
                "DynamoDB GetItem",
                () -> client.getItem(
                        request -> request.tableName(name).key(key.attributes()).consistentRead(true)));
        return response.hasItem() ? Item.read(response.item()) : null;
    }

    /** Returns the items that exist of the keys given, by key. */
    public Map<ItemKey, Item> getAll(Collection<ItemKey> keys) {
        return getAll(keys, true);
    }

    /** Returns items as {@link #getAll} does, but perhaps as they were a moment ago, for half the units. */
    public Map<ItemKey, Item> glanceAtAll(Collection<ItemKey> keys) {
        return getAll(keys, false);
    }

    private Map<ItemKey, Item> getAll(Collection<ItemKey> keys, boolean consistently) {
        List<ItemKey> distinct = keys.stream().distinct().toList();
        List<List<ItemKey>> parts = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += MOST_KEYS) {
            parts.add(distinct.subList(from, Math.min(from + MOST_KEYS, distinct.size())));
        }
        Map<ItemKey, Item> found = new HashMap<>();
        ParallelCalls.map(parts, part -> getPart(part, consistently)).forEach(found::putAll);
        return found;
    }

    private Map<ItemKey, Item> getPart(List<ItemKey> keys, boolean consistently) {
        Map<ItemKey, Item> found = new HashMap<>();
        KeysAndAttributes left = KeysAndAttributes.builder()
                .keys(keys.stream().map(ItemKey::attributes).toList())
                .consistentRead(consistently)
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
    public @Nullable Item putNew(Item item) {
        return put(item, IS_NEW, Map.of());
    }

    /**
     * Replaces an item of the revision before the item's own.
     *
     * @return null if it is there now, else the one that exists; an empty item if none does
     */
    public @Nullable Item putNext(Item item) {
        return put(item, IS_NEXT, before(item));
    }

    /** Puts an item if a condition holds; returns null, or the item that is there instead. */
    public @Nullable Item put(Item item, String condition, Map<String, AttributeValue> values) {
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

    /**
     * Changes an item of the revision before the one given; attributes that neither stand in it nor are named stay.
     *
     * @param absent the attributes to remove where the item given lacks them
     * @return null if it is changed now, else the one that exists; an empty item if none does
     */
    public @Nullable Item changeToNext(Item item, Collection<String> absent) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>(before(item));
        List<String> sets = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        Map<String, AttributeValue> key = item.key().attributes();
        item.attributes().forEach((attribute, value) -> {
            if (!key.containsKey(attribute)) {
                names.put("#" + attribute, attribute);
                values.put(":" + attribute, value);
                sets.add("#" + attribute + " = :" + attribute);
            }
        });
        for (String attribute : absent) {
            if (!item.has(attribute)) {
                names.put("#" + attribute, attribute);
                removals.add("#" + attribute);
            }
        }
        String expression =
                "SET " + String.join(", ", sets) + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals));
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(name)
                .key(key)
                .updateExpression(expression)
                .conditionExpression(IS_NEXT)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return AwsCalls.writing("DynamoDB UpdateItem", () -> {
            try {
                client.updateItem(request);
                return null;
            } catch (ConditionalCheckFailedException e) {
                return Item.read(e.hasItem() ? e.item() : Map.of());
            }
        });
    }

    /** Changes an item if a condition holds; returns whether it did. */
    public boolean change(ItemKey key, String expression, String condition, Map<String, AttributeValue> values) {
        return AwsCalls.writing("DynamoDB UpdateItem", () -> {
            try {
                client.updateItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    /** Returns what {@link #IS_NEXT} compares with. */
    public static Map<String, AttributeValue> before(Item item) {
        return Map.of(":before", AttributeValue.fromN(Long.toString(item.number(DynamoDbLayout.REVISION) - 1)));
    }

    /** Adds a name to a set of names. */
    public void addToSet(ItemKey key, String attribute, String value) {
        AwsCalls.writing(
                "DynamoDB UpdateItem",
                () -> client.updateItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .updateExpression("ADD #set :value")
                        .expressionAttributeNames(Map.of("#set", attribute))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromSs(List.of(value))))));
    }
}
