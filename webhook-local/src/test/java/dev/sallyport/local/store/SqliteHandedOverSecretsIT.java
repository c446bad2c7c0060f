package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.local.secrets.MasterKeyFile;
import dev.sallyport.testkit.contract.HandedOverSecretsContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqliteHandedOverSecretsIT extends LocalStoreTestBase implements HandedOverSecretsContract {

    private static final HandedOverSecret SECRET =
            new HandedOverSecret(new ProviderId("asana"), "b537207f20cbfa02", Instant.parse("2026-01-01T00:00:00Z"));

    private SqliteHandedOverSecrets port() {
        return store.handedOverSecrets(new EnvelopeSecretCipher(MasterKeyFile.in(store.directory())));
    }

    @Override
    public HandedOverSecrets secrets() {
        return port();
    }

    @Override
    public @Nullable HandedOverSecret found(ProviderId provider) {
        return port().all().stream()
                .filter(secret -> secret.provider().equals(provider))
                .findAny()
                .orElse(null);
    }

    @Test
    void shouldStillHoldItWhenTheStoreIsOpenedAgain() {
        port().keep(SECRET);
        store.close();
        openStore();

        assertThat(port().all()).isEqualTo(List.of(SECRET));
    }

    @Test
    void shouldWriteNothingOfItToDiskInTheClear() throws Exception {
        port().keep(SECRET);
        store.close();

        try (var files = Files.walk(directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET.text());
            }
        }
        openStore();
    }
}
