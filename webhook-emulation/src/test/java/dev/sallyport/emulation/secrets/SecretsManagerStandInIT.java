package dev.sallyport.emulation.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.emulation.Clients;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsManagerStandInIT {

    private static final Instant NOW = Instant.parse("2026-11-27T10:15:30.500Z");

    private final SecretsManagerStandIn secrets;
    private final SecretsManagerClient client;

    SecretsManagerStandInIT() throws IOException {
        secrets = new SecretsManagerStandIn("000000000000", "us-east-1", Clock.fixed(NOW, ZoneOffset.UTC));
        client = Clients.of(SecretsManagerClient.builder(), secrets.endpoint());
    }

    @AfterEach
    void close() {
        client.close();
        secrets.close();
    }

    private PutSecretValueResponse put(String value) {
        return client.putSecretValue(request -> request.secretId("s").secretString(value));
    }

    private GetSecretValueResponse get() {
        return client.getSecretValue(request -> request.secretId("s"));
    }

    @Test
    void shouldReturnTheNewestVersionByNameAndByArn() {
        String arn = client.createSecret(request -> request.name("s")).arn();
        put("old");
        put("new");

        assertThat(get().secretString()).isEqualTo("new");
        assertThat(get().createdDate()).isEqualTo(NOW);
        assertThat(client.getSecretValue(request -> request.secretId(arn)).secretString())
                .isEqualTo("new");
        assertThat(client.getSecretValue(request -> request.secretId(arn.substring(0, arn.length() - 7)))
                        .secretString())
                .isEqualTo("new");
    }

    @Test
    void shouldKeepThePreviousVersionUnderItsStage() {
        client.createSecret(request -> request.name("s").secretString("old"));
        put("new");

        assertThat(client.getSecretValue(request -> request.secretId("s").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("old");
    }

    @Test
    void shouldLetAStageOfOnesOwnWait() {
        client.createSecret(request -> request.name("s").secretString("old"));
        String pending = client.putSecretValue(
                        request -> request.secretId("s").secretString("new").versionStages("AWSPENDING"))
                .versionId();

        assertThat(get().secretString()).isEqualTo("old");
        GetSecretValueResponse waiting = client.getSecretValue(
                request -> request.secretId("s").versionId(pending).versionStage("AWSPENDING"));
        assertThat(waiting.secretString()).isEqualTo("new");
        assertThat(waiting.versionStages()).containsExactly("AWSPENDING");
        assertThat(client.describeSecret(request -> request.secretId("s")).versionIdsToStages())
                .containsKey(pending)
                .hasSize(2);
    }

    @Test
    void shouldReturnBytesAsTheyWere() {
        client.createSecret(request -> request.name("s").secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1, 7})));

        assertThat(get().secretBinary().asByteArray()).containsExactly(0, -1, 7);
    }

    @Test
    void shouldNotFindWhatIsNotThereOrHasNoValue() {
        client.createSecret(request -> request.name("s"));

        assertThatThrownBy(this::get).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId("other")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.putSecretValue(
                        request -> request.secretId("other").secretString("x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void shouldTakeARequestOnceHoweverOftenItComes() {
        client.createSecret(request -> request.name("s").secretString("old"));
        String token = "12345678901234567890123456789012";
        for (int i = 0; i < 2; i++) {
            client.putSecretValue(
                    request -> request.secretId("s").secretString("new").clientRequestToken(token));
        }

        assertThat(client.describeSecret(request -> request.secretId("s")).versionIdsToStages())
                .hasSize(2);
        assertThatThrownBy(() -> client.putSecretValue(
                        request -> request.secretId("s").secretString("other").clientRequestToken(token)))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void shouldRefuseASecondOfTheNameAndAPutWithoutValue() {
        client.createSecret(request -> request.name("s"));

        assertThatThrownBy(() -> client.createSecret(request -> request.name("s")))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> client.putSecretValue(request -> request.secretId("s")))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(client.listSecrets(request -> {}).secretList())
                .extracting(secret -> secret.name())
                .containsExactly("s");
    }
}
