package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Reads and changes single items, all reads being consistent but for glances. Safe for any number of threads. */
public final class Table {

    /** The service's limit. */
    private static final int MOST_KEYS = 100;

    /** Collisions with transactions are over in the time of a call; more of them in a row are no accident. */
    private static final int OFFERS = 24;

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
        return put(item, Expression.IS_NEW);
    }

    /**
     * Replaces an item of the revision before the item's own.
     *
     * @return null if it is there now, else the one that exists; an empty item if none does
     */
    public @Nullable Item putNext(Item item) {
        return put(item, Expression.isBefore(item));
    }

    /** Puts an item, whatever is there. */
    public void put(Item item) {
        AwsCalls.writing(
                "DynamoDB PutItem",
                () -> client.putItem(request -> request.tableName(name).item(item.attributes())));
    }

    /** Puts an item if a condition holds; returns null, or the item that is there instead. */
    public @Nullable Item put(Item item, Expression condition) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .conditionExpression(condition.text())
                .expressionAttributeValues(condition.valuesOrNull())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return conditionally(
                "DynamoDB PutItem",
                () -> client.putItem(request),
                existing -> existing.attributes().equals(item.attributes()));
    }

    /**
     * Changes an item if a condition holds for it.
     *
     * @param isDone tells, of the item that is there, whether it is changed already: a repetition may find what its own
     *     first attempt did
     * @return null if it is changed, else the item that is there; an empty item if there is none
     */
    public @Nullable Item update(ItemKey key, Expression change, Expression condition, Predicate<Item> isDone) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(name)
                .key(key.attributes())
                .updateExpression(change.text())
                .conditionExpression(condition.text())
                .expressionAttributeValues(change.valuesWith(condition))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return conditionally("DynamoDB UpdateItem", () -> client.updateItem(request), isDone);
    }

    /**
     * Changes an item of the revision before the one given; attributes that neither stand in it nor are named stay.
     *
     * @param absent the attributes to remove where the item given lacks them
     * @return null if it is changed now, else the one that exists; an empty item if none does
     */
    public @Nullable Item changeToNext(Item item, Collection<String> absent) {
        Expression isBefore = Expression.isBefore(item);
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>(isBefore.values());
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
                .conditionExpression(isBefore.text())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return conditionally("DynamoDB UpdateItem", () -> client.updateItem(request), existing -> false);
    }

    /** Changes an item if a condition holds; returns whether it did. */
    public boolean changeIf(ItemKey key, Expression change, Expression condition) {
        return update(key, change, condition, existing -> false) == null;
    }

    /** Changes an item, which is made if there is none, and returns what the change set. */
    public Item change(ItemKey key, Expression change) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(name)
                .key(key.attributes())
                .updateExpression(change.text())
                .expressionAttributeValues(change.valuesOrNull())
                .returnValues(ReturnValue.UPDATED_NEW)
                .build();
        return AwsCalls.writing(
                "DynamoDB UpdateItem",
                () -> Item.read(offer(() -> client.updateItem(request)).attributes()));
    }

    /** Deletes an item, if there is one. */
    public void delete(ItemKey key) {
        AwsCalls.writing(
                "DynamoDB DeleteItem",
                () -> offer(() ->
                        client.deleteItem(request -> request.tableName(name).key(key.attributes()))));
    }

    private @Nullable Item conditionally(String what, Supplier<?> call, Predicate<Item> isOwn) {
        return AwsCalls.writing(what, () -> {
            try {
                offer(call);
                return null;
            } catch (ConditionalCheckFailedException e) {
                Item existing = Item.read(e.hasItem() ? e.item() : Map.of());
                // The first attempt may have succeeded and its answer been lost: then what is there is our own.
                return AwsCalls.wasRepeated(e) && isOwn.test(existing) ? null : existing;
            }
        });
    }

    /** Makes a call, again while a transaction is at work on its item. */
    private static <T> T offer(Supplier<T> call) {
        for (int offer = 1; ; offer++) {
            try {
                return call.get();
            } catch (TransactionConflictException e) {
                if (offer == OFFERS) {
                    throw e;
                }
            }
        }
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
