package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.Resources.Index;
import dev.sallyport.aws.Resources.Table;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes a table as it is described, for emulators and for those who deploy by other means than the CDK. */
public final class DynamoDbTableCreation {

    private DynamoDbTableCreation() {}

    /**
     * Makes a table unless one of that name exists, and returns when it can be used.
     *
     * @throws dev.sallyport.core.port.out.PortException if it may not be there
     */
    public static void create(DynamoDbClient client, Table description, String tableName) {
        AwsCalls.writing("DynamoDB CreateTable", () -> {
            try {
                client.createTable(request(description, tableName));
            } catch (ResourceInUseException e) {
                // It is there, or another process is making it: the waiter tells.
            }
            return client.waiter().waitUntilTableExists(request -> request.tableName(tableName));
        });
        AwsCalls.writing("DynamoDB UpdateTimeToLive", () -> expire(client, description, tableName));
    }

    private static boolean expire(DynamoDbClient client, Table description, String tableName) {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(tableName))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING) {
            return false;
        }
        client.updateTimeToLive(request -> request.tableName(tableName)
                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                        .enabled(true)
                        .attributeName(description.timeToLive())
                        .build()));
        return true;
    }

    private static CreateTableRequest request(Table description, String tableName) {
        List<Index> indexes = description.indexes();
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(description.partitionKey(), description.sortKey()))
                .attributeDefinitions(Stream.concat(
                                Stream.of(description.partitionKey(), description.sortKey()),
                                indexes.stream().flatMap(index -> Stream.of(index.partitionKey(), index.sortKey())))
                        .distinct()
                        .map(DynamoDbTableCreation::text)
                        .toList())
                .globalSecondaryIndexes(
                        indexes.stream().map(DynamoDbTableCreation::index).toList())
                .build();
    }

    private static GlobalSecondaryIndex index(Index index) {
        Projection projection = index.projected().isEmpty()
                ? Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build()
                : Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(index.projected())
                        .build();
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.partitionKey(), index.sortKey()))
                .projection(projection)
                .build();
    }

    private static List<KeySchemaElement> keys(String partitionKey, String sortKey) {
        return List.of(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE));
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
