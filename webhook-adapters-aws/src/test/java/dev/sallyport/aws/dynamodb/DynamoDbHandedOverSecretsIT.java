package dev.sallyport.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.testkit.contract.HandedOverSecretsContract;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DynamoDbHandedOverSecretsIT implements HandedOverSecretsContract {

    private final String table = DynamoDbEmulator.newTable();
    private final DynamoDbHandedOverSecrets secrets =
            new DynamoDbHandedOverSecrets(DynamoDbEmulator.client(), table, new InMemorySecretCipher());

    @Override
    public HandedOverSecrets secrets() {
        return secrets;
    }

    @Override
    public @Nullable HandedOverSecret found(ProviderId provider) {
        return secrets.all().stream()
                .filter(secret -> secret.provider().equals(provider))
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldKeepNoSecretInTheClear() {
        secrets.keep(new HandedOverSecret(
                new ProviderId("asana"), "b537207f20cbfa02", Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(DynamoDbEmulator.client()
                        .scan(scan -> scan.tableName(table))
                        .items()
                        .toString())
                .contains("asana")
                .doesNotContain("b537207f20cbfa02");
    }
}
