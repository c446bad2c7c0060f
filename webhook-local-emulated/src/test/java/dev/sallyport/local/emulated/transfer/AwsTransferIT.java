package dev.sallyport.local.emulated.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.local.emulated.transfer.DeploymentNames.What;
import dev.sallyport.local.transfer.TransferEngines;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferOrder;
import dev.sallyport.local.transfer.TransferUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is meant by what was said, and what is told of what was not. */
class AwsTransferIT {

    @TempDir
    private Path directory;

    private static DeploymentNames names(
            Map<String, String> environment, @Nullable Path stack, Map<String, String> given) {
        return DeploymentNames.of(new TransferOrder(environment, null, stack, null, given));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("outputs.json"), text);
    }

    @Nested
    class Names {

        @Test
        void shouldComeFromWhatTheAwsCliWrites() throws IOException {
            Path stack = file("""
                    {"Stacks":[{"StackName":"webhook-dev","Outputs":[
                      {"OutputKey":"DynamodbTableName","OutputValue":"webhook-records-dev"},
                      {"OutputKey":"S3BucketName","OutputValue":"webhook-archive-dev-1234"},
                      {"OutputKey":"SqsQueueUrl","OutputValue":"https://sqs.example/webhook-processing-dev.fifo"}]}]}
                    """);

            DeploymentNames names = names(Map.of(), stack, Map.of());

            assertThat(names.get(What.TABLE)).isEqualTo("webhook-records-dev");
            assertThat(names.get(What.BUCKET)).isEqualTo("webhook-archive-dev-1234");
            assertThat(names.get(What.QUEUE_URL)).isEqualTo("https://sqs.example/webhook-processing-dev.fifo");
            assertThat(names.get(What.MASTER_KEY)).isEqualTo("webhook-master-key-dev");
        }

        @Test
        void shouldComeFromWhatTheCdkWrites() throws IOException {
            Path stack = file("""
                    {"webhook-prod":{"DynamodbTableName":"webhook-records-prod","S3BucketName":"archive"}}
                    """);

            DeploymentNames names = names(Map.of(), stack, Map.of());

            assertThat(names.get(What.TABLE)).isEqualTo("webhook-records-prod");
            assertThat(names.get(What.MASTER_KEY)).isEqualTo("webhook-master-key-prod");
            assertThat(names.find(What.QUEUE_URL)).isNull();
        }

        @Test
        void shouldBeThoseGivenBeforeThoseOfTheStackBeforeThoseOfTheEnvironment() throws IOException {
            Path stack = file("""
                    {"webhook-dev":{"DynamodbTableName":"of the stack","S3BucketName":"of the stack"}}
                    """);
            Map<String, String> environment = Map.of(
                    "SALLYPORT_TABLE", "of the environment",
                    "SALLYPORT_BUCKET", "of the environment",
                    "SALLYPORT_QUEUE_URL", "of the environment");

            DeploymentNames names = names(environment, stack, Map.of("table", "given"));

            assertThat(names.get(What.TABLE)).isEqualTo("given");
            assertThat(names.get(What.BUCKET)).isEqualTo("of the stack");
            assertThat(names.get(What.QUEUE_URL)).isEqualTo("of the environment");
        }

        @Test
        void shouldBeAskedForWhereNothingSaysThem() {
            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> names(Map.of(), null, Map.of()).get(What.QUEUE_URL))
                    .withMessage("nothing says which queue is meant: give --queue-url, --stack with the outputs of the"
                            + " deployed stack, or the variable SALLYPORT_QUEUE_URL");
        }

        @Test
        void shouldNotBeTakenFromAnotherFile() throws IOException {
            Path other = file("{\"hello\":\"world\"}");

            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> names(Map.of(), other, Map.of()))
                    .withMessageContaining("holds no outputs of a stack of Sallyport");
        }
    }

    @Test
    void shouldBeFoundByItsName() {
        assertThat(Objects.requireNonNull(TransferEngines.find("aws"))).isInstanceOf(AwsTransfer.class);
        assertThat(TransferEngines.find("gcp")).isNull();
    }

    @Test
    void shouldSayWhatIsNotThere() {
        TransferOrder order = new TransferOrder(
                Deployments.services(), null, null, null, Map.of("table", "absent", "bucket", "absent"));

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> new AwsTransfer().of(order).open(TransferUse.EXPORT))
                .withMessageStartingWith("there is no table absent in this account and region");
    }

    @Test
    void shouldNameTheAddressWhereNobodyAnswers() {
        Map<String, String> elsewhere = new HashMap<>(Deployments.services());
        elsewhere.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        TransferOrder order = new TransferOrder(elsewhere, null, null, null, Map.of("table", "any", "bucket", "any"));

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> new AwsTransfer().of(order).open(TransferUse.EXPORT))
                .withMessageStartingWith("what is at http://127.0.0.1:1 cannot be used: ");
    }
}
