package dev.sallyport.local.emulated.record;

import dev.sallyport.local.emulated.record.IssuedAction.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Tells which actions of IAM a request of the SDK needs. Requests are looked at by the names of their fields, not by
 * their classes, of which a function's jar holds only those that its code uses.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">Service Authorization
 *     Reference</a>
 */
final class IssuedActions {

    private IssuedActions() {}

    /**
     * Returns the actions, each once.
     *
     * @param service the SDK's name of the service: {@code DynamoDb}
     * @param operation the SDK's name of the operation: {@code GetItem}
     */
    static Set<IssuedAction> of(String service, String operation, SdkPojo request) {
        Set<IssuedAction> actions = new LinkedHashSet<>();
        switch (service) {
            case "DynamoDb" -> ofTable(operation, request).forEach(actions::add);
            case "S3" -> actions.add(ofBucket(operation, request));
            case "Sqs" -> actions.add(ofQueue(operation, request));
            case "EventBridge" -> ofBus(operation, request).forEach(actions::add);
            case "SecretsManager" ->
                actions.add(new IssuedAction("secretsmanager:" + operation, Kind.SECRET, textOf(request, "SecretId")));
            default ->
                actions.add(
                        new IssuedAction(service.toLowerCase(Locale.ROOT) + ':' + operation, Kind.UNKNOWN, "unknown"));
        }
        return actions;
    }

    /** A transaction needs the actions of its parts, and none of its own. */
    private static Stream<IssuedAction> ofTable(String operation, SdkPojo request) {
        return switch (operation) {
            case "TransactWriteItems", "TransactGetItems" ->
                listOf(request, "TransactItems").flatMap(IssuedActions::ofPart);
            case "BatchGetItem", "BatchWriteItem" ->
                mapOf(request, "RequestItems").keySet().stream()
                        .map(table -> new IssuedAction("dynamodb:" + operation, Kind.TABLE, String.valueOf(table)));
            default -> Stream.of(onTable(operation, request));
        };
    }

    private static Stream<IssuedAction> ofPart(Object part) {
        Map<String, String> operations = Map.of(
                "Put", "PutItem",
                "Update", "UpdateItem",
                "Delete", "DeleteItem",
                "Get", "GetItem",
                "ConditionCheck", "ConditionCheckItem");
        return operations.entrySet().stream()
                .flatMap(entry -> find(part, entry.getKey()) instanceof SdkPojo found
                        ? Stream.of(onTable(entry.getValue(), found))
                        : Stream.empty());
    }

    private static IssuedAction onTable(String operation, SdkPojo request) {
        String table = textOf(request, "TableName");
        Object index = find(request, "IndexName");
        return index == null
                ? new IssuedAction("dynamodb:" + operation, Kind.TABLE, table)
                : new IssuedAction("dynamodb:" + operation, Kind.INDEX, table + '/' + index);
    }

    private static IssuedAction ofBucket(String operation, SdkPojo request) {
        String bucket = textOf(request, "Bucket");
        Object key = find(request, "Key");
        String action =
                switch (operation) {
                    case "HeadObject" -> "GetObject";
                    case "ListObjects", "ListObjectsV2", "HeadBucket" -> "ListBucket";
                    case "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" -> "PutObject";
                    default -> operation;
                };
        return key == null
                ? new IssuedAction("s3:" + action, Kind.BUCKET, bucket)
                : new IssuedAction("s3:" + action, Kind.OBJECT, bucket + '/' + key);
    }

    /** A batch needs the right to do it once. */
    private static IssuedAction ofQueue(String operation, SdkPojo request) {
        String url = textOf(request, "QueueUrl");
        String action =
                operation.endsWith("Batch") ? operation.substring(0, operation.length() - "Batch".length()) : operation;
        return new IssuedAction("sqs:" + action, Kind.QUEUE, url.substring(url.lastIndexOf('/') + 1));
    }

    private static Stream<IssuedAction> ofBus(String operation, SdkPojo request) {
        return listOf(request, "Entries").map(entry -> {
            String bus = String.valueOf(find(entry, "EventBusName"));
            return new IssuedAction("events:" + operation, Kind.BUS, bus.substring(bus.lastIndexOf('/') + 1));
        });
    }

    private static String textOf(SdkPojo request, String field) {
        return String.valueOf(find(request, field));
    }

    private static Stream<?> listOf(SdkPojo request, String field) {
        return find(request, field) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    private static Map<?, ?> mapOf(SdkPojo request, String field) {
        return find(request, field) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable Object find(Object from, String field) {
        if (!(from instanceof SdkPojo pojo)) {
            return null;
        }
        return pojo.sdkFields().stream()
                .filter(candidate -> candidate.memberName().equals(field))
                .findFirst()
                .map(found -> (Object) found.getValueOrDefault(pojo))
                .orElse(null);
    }
}
