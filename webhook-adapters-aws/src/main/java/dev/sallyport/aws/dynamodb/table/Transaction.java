package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.port.out.PortException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes that take effect together or not at all, each to another item. For one thread.
 *
 * <p>The SDK gives each request a token, by which the service recognises a repetition of it for ten minutes: a condition
 * never fails because of one's own first attempt.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
public final class Transaction {

    /** The most writes that the service takes together. */
    public static final int MOST_WRITES = 100;

    /** Collisions are over in the time of a call; more of them in a row are no accident. */
    private static final int OFFERS = 24;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Reasons that are over in a moment: another transaction was at work on an item. */
    private static final Set<String> COLLISION = Set.of("None", "TransactionConflict");

    private final Table table;
    private final List<TransactWriteItem> writes = new ArrayList<>();

    /** Begins a transaction of nothing. */
    public Transaction(Table table) {
        this.table = table;
    }

    /** Adds putting an item, whatever is there. */
    public Transaction put(Item item) {
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item.attributes()))
                .build());
        return this;
    }

    /** Adds putting an item if a condition holds for what is there. */
    public Transaction put(Item item, Expression condition) {
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table.name())
                        .item(item.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeValues(condition.valuesOrNull())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build());
        return this;
    }

    /** Adds changing an item if a condition holds for it. */
    public Transaction update(ItemKey key, Expression change, Expression condition) {
        writes.add(TransactWriteItem.builder()
                .update(update -> update.tableName(table.name())
                        .key(key.attributes())
                        .updateExpression(change.text())
                        .conditionExpression(condition.text())
                        .expressionAttributeValues(change.valuesWith(condition))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build());
        return this;
    }

    /** Adds deleting an item, if there is one. */
    public Transaction delete(ItemKey key) {
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name()).key(key.attributes()))
                .build());
        return this;
    }

    /** Adds deleting an item if a condition holds for it. */
    public Transaction delete(ItemKey key, Expression condition) {
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeValues(condition.valuesOrNull())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build());
        return this;
    }

    /**
     * Makes all writes, offering them again while other transactions are in the way.
     *
     * @return empty if they are made; else what stands where a condition failed, by the number of the write from 0 (an
     *     empty item where there is none)
     * @throws PortException if they were not made, or may have been
     */
    public Map<Integer, Item> commit() {
        return AwsCalls.writing("DynamoDB TransactWriteItems", () -> {
            for (int offer = 1; ; offer++) {
                try {
                    table.client()
                            .transactWriteItems(TransactWriteItemsRequest.builder()
                                    .transactItems(writes)
                                    .build());
                    return Map.of();
                } catch (TransactionCanceledException e) {
                    Map<Integer, Item> refusals = refusals(e);
                    if (!refusals.isEmpty()) {
                        return refusals;
                    }
                    if (offer == OFFERS || !isCollision(e)) {
                        throw e;
                    }
                }
            }
        });
    }

    private static Map<Integer, Item> refusals(TransactionCanceledException e) {
        Map<Integer, Item> refusals = new HashMap<>();
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if (CONDITION_FAILED.equals(reason.code())) {
                refusals.put(i, Item.read(reason.hasItem() ? reason.item() : Map.of()));
            }
        }
        return refusals;
    }

    private static boolean isCollision(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .allMatch(reason -> reason.code() == null || COLLISION.contains(reason.code()));
    }
}
