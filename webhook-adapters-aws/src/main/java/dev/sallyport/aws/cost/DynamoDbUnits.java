package dev.sallyport.aws.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Reads from answers what DynamoDB counted, having asked for it. */
final class DynamoDbUnits {

    private static final int KILOBYTE = 1_024;

    private DynamoDbUnits() {}

    /** Returns a request that asks for the units with its answer; one of another service unchanged. */
    static SdkRequest reporting(SdkRequest request) {
        ReturnConsumedCapacity all = ReturnConsumedCapacity.INDEXES;
        return switch (request) {
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(all).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(all).build();
            case DeleteItemRequest delete ->
                delete.toBuilder().returnConsumedCapacity(all).build();
            case TransactWriteItemsRequest transaction ->
                transaction.toBuilder().returnConsumedCapacity(all).build();
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(all).build();
            case BatchGetItemRequest batch ->
                batch.toBuilder().returnConsumedCapacity(all).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(all).build();
            default -> request;
        };
    }

    static double written(SdkResponse response) {
        return switch (response) {
            case PutItemResponse put -> units(put.consumedCapacity());
            case UpdateItemResponse update -> units(update.consumedCapacity());
            case DeleteItemResponse delete -> units(delete.consumedCapacity());
            case TransactWriteItemsResponse transaction -> units(transaction.consumedCapacity());
            default -> 0;
        };
    }

    static double read(SdkResponse response) {
        return switch (response) {
            case GetItemResponse get -> units(get.consumedCapacity());
            case BatchGetItemResponse batch -> units(batch.consumedCapacity());
            case QueryResponse query -> units(query.consumedCapacity());
            default -> 0;
        };
    }

    /** A condition that does not hold costs as much as the write would have: the larger of the items before and after. */
    static double refused(SdkRequest request, @Nullable Throwable failure) {
        if (!(failure instanceof ConditionalCheckFailedException refusal)) {
            return 0;
        }
        long existing = refusal.hasItem() ? size(refusal.item()) : 0;
        long wanted = request instanceof PutItemRequest put ? size(put.item()) : 0;
        return Math.max(1, (Math.max(existing, wanted) + KILOBYTE - 1) / KILOBYTE);
    }

    private static double units(List<ConsumedCapacity> counts) {
        return counts.stream().mapToDouble(DynamoDbUnits::units).sum();
    }

    private static double units(@Nullable ConsumedCapacity count) {
        Double units = count == null ? null : count.capacityUnits();
        return units == null ? 0 : units;
    }

    private static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> bytes(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    /** By the service's rule for texts; numbers are a little smaller than their digits, which rounds up here. */
    private static long size(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        return bytes(value.s()) + bytes(value.n());
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }
}
