package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.DynamoDbLayout.Index;
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
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the table that {@link DynamoDbLayout} describes, for emulators and for those who deploy by other means. */
public final class DynamoDbTableCreation {

    private DynamoDbTableCreation() {}

    /** Makes a table and returns when it can be used. */
    public static void create(DynamoDbClient client, String tableName) {
        List<Index> indexes = List.of(DynamoDbLayout.ARRIVALS_INDEX, DynamoDbLayout.OPEN_INDEX);
        client.createTable(CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(DynamoDbLayout.KEY, KeyType.HASH))
                .attributeDefinitions(Stream.concat(
                                Stream.of(DynamoDbLayout.KEY),
                                indexes.stream().flatMap(index -> Stream.of(index.partitionKey(), index.sortKey())))
                        .distinct()
                        .map(DynamoDbTableCreation::text)
                        .toList())
                .globalSecondaryIndexes(
                        indexes.stream().map(DynamoDbTableCreation::index).toList())
                .build());
        client.waiter().waitUntilTableExists(request -> request.tableName(tableName));
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
                .keySchema(key(index.partitionKey(), KeyType.HASH), key(index.sortKey(), KeyType.RANGE))
                .projection(projection)
                .build();
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
