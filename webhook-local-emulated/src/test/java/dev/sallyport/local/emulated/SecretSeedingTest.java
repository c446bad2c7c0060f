package dev.sallyport.local.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.hosting.config.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSeedingTest {

    @TempDir
    private Path directory;

    private SecretSeeding.Secrets write(String yaml) throws Exception {
        Path file = directory.resolve("sallyport.yaml");
        Files.writeString(file, yaml);
        return new SecretSeeding(new SecretResolver(Map.of("KEY", "from the environment"), directory), "p/")
                .write(file, directory.resolve("sallyport.json"));
    }

    @Test
    void shouldMoveSecretsOfProvidersIntoSecretsManager() throws Exception {
        Files.writeString(directory.resolve("acme.secret"), "from a file\n");

        SecretSeeding.Secrets secrets = write("""
                server: { port: 8080, adminToken: env:KEY, host: "127.0.0.1" }
                providers:
                  acme:
                    scheme: generic
                    secrets: [ file:acme.secret, literal:old, env:KEY, secretsmanager:theirs ]
                    ordering: { by: none }
                delivery: { targets: { allowHttp: true } }
                """);

        assertThat(secrets.values())
                .isEqualTo(Map.of(
                        "p/acme/secrets/0", "from a file",
                        "p/acme/secrets/1", "old",
                        "p/acme/secrets/2", "from the environment"));
        assertThat(secrets.expected()).containsExactly("theirs");
        assertThat(secrets.adminToken()).isEqualTo(new SecretText("from the environment"));
        assertThat(directory.resolve("sallyport.json"))
                .hasContent("{\"server\":{\"port\":8080,\"host\":\"127.0.0.1\"},\"providers\":{\"acme\":{"
                        + "\"scheme\":\"generic\",\"secrets\":[\"secretsmanager:p/acme/secrets/0\","
                        + "\"secretsmanager:p/acme/secrets/1\",\"secretsmanager:p/acme/secrets/2\","
                        + "\"secretsmanager:theirs\"],\"ordering\":{\"by\":\"none\"}}},"
                        + "\"delivery\":{\"targets\":{\"allowHttp\":true}}}");
    }

    @Test
    void shouldShowNoValue() throws Exception {
        assertThat(write("providers: { acme: { secrets: [ 'literal:hidden' ] } }"))
                .hasToString("Secrets[p/acme/secrets/0][]");
    }

    @Test
    void shouldRefuseASecretThatIsNotThere() {
        assertThatThrownBy(() -> write("providers: { acme: { secrets: [ env:MISSING ] } }"))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessageContaining("MISSING");
    }
}
