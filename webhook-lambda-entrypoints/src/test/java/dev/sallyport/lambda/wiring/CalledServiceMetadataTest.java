package dev.sallyport.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class CalledServiceMetadataTest {

    private final CalledServiceMetadata metadata = new CalledServiceMetadata();

    @Test
    void shouldKnowEveryServiceAsTheSdkDoes() {
        Map<String, ServiceMetadata> known = Map.of(
                "dynamodb", DynamoDbClient.serviceMetadata(),
                "events", EventBridgeClient.serviceMetadata(),
                "s3", S3Client.serviceMetadata(),
                "secretsmanager", SecretsManagerClient.serviceMetadata(),
                "sqs", SqsClient.serviceMetadata());

        known.forEach((prefix, theirs) ->
                assertThat(metadata.serviceMetadata(prefix)).as(prefix).hasSameClassAs(theirs));
    }

    @Test
    void shouldLeaveOtherServicesToTheSdk() {
        assertThat(metadata.serviceMetadata("kms")).isNull();
    }
}
