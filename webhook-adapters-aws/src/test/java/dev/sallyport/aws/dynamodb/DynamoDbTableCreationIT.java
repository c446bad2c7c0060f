package dev.sallyport.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.Resources;
import dev.sallyport.aws.Resources.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class DynamoDbTableCreationIT {

    private final DynamoDbClient client = DynamoDbEmulator.client();
    private final Table description = Resources.described().table();
    private final String name = DynamoDbEmulator.newTable();

    @Test
    void shouldMakeTheTableAsItIsDescribed() {
        TableDescription table =
                client.describeTable(request -> request.tableName(name)).table();

        assertThat(table.keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("pk", "sk");
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("arrivals", "open", "due");
    }

    @Test
    void shouldLetItemsExpire() {
        TimeToLiveDescription timeToLive =
                client.describeTimeToLive(request -> request.tableName(name)).timeToLiveDescription();

        assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(timeToLive.attributeName()).isEqualTo(description.timeToLive());
    }

    @Test
    void shouldLeaveATableAloneThatExists() {
        Map<String, AttributeValue> item = Map.of("pk", AttributeValue.fromS("kept"), "sk", AttributeValue.fromS("-"));
        client.putItem(request -> request.tableName(name).item(item));

        DynamoDbTableCreation.create(client, description, name);

        assertThat(client.getItem(request -> request.tableName(name).key(item)).item())
                .isEqualTo(item);
    }
}
