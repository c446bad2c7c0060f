package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.SecretResolver.ResolvedSecrets;
import dev.sallyport.testkit.memory.InMemorySecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretResolverTest {

    @TempDir
    Path directory;

    private ResolvedSecrets resolve(String secrets, String server) throws ConfigRefusedException {
        GatewayConfig config = new ConfigReader(Set.of("generic"))
                .read(
                        "s.yaml",
                        "server: {" + server + "}\nproviders:\n  a: { scheme: generic, secrets: " + secrets + " }");
        Map<String, String> environment = Map.of("PRESENT", " from-env\n", "EMPTY", " ");
        return new SecretResolver(environment, directory).resolve(config);
    }

    @Test
    void shouldFindSecretsWhereverTheyAre() throws Exception {
        Files.writeString(directory.resolve("a.secret"), "from-file\n");

        ResolvedSecrets secrets =
                resolve("[ env:PRESENT, file:a.secret, 'literal: kept as written ' ]", "adminToken: env:PRESENT");

        assertThat(secrets.byProvider().get(new ProviderId("a")))
                .isEqualTo(List.of(
                        new SecretText("from-env"), new SecretText("from-file"), new SecretText(" kept as written ")));
        assertThat(secrets.adminToken()).isEqualTo(new SecretText("from-env"));
        assertThat(secrets.toString()).doesNotContain("from-").doesNotContain("kept");
    }

    @Test
    void shouldReadAbsolutePaths() throws Exception {
        Path file = Files.writeString(directory.resolve("absolute"), "here");

        assertThat(resolve("[ 'file:" + file + "' ]", "").byProvider().get(new ProviderId("a")))
                .containsExactly(new SecretText("here"));
    }

    @Test
    void shouldNameEverySecretThatCannotBeFound() throws Exception {
        Files.writeString(directory.resolve("empty.secret"), "\n");
        Files.write(directory.resolve("binary.secret"), new byte[] {(byte) 0xff});
        Files.write(directory.resolve("large.secret"), new byte[70_000]);

        assertThatThrownBy(() -> resolve("""
                        [
                          env:ABSENT,
                          env:EMPTY,
                          file:absent.secret,
                          file:empty.secret,
                          file:binary.secret,
                          file:large.secret,
                          file:.,
                          secretsmanager:prod/acme,
                          "file:\\0" ]""", "adminToken: env:ABSENT"))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessage("""
                        s.yaml:1:22: the environment has no variable ABSENT: set it before starting
                        s.yaml:4:3: the environment has no variable ABSENT: set it before starting
                        s.yaml:5:3: the environment variable EMPTY is empty: an empty secret is no secret
                        s.yaml:6:3: there is no file %1$s/absent.secret: create it, with the secret as its text
                        s.yaml:7:3: %1$s/empty.secret is empty: an empty secret is no secret
                        s.yaml:8:3: %1$s/binary.secret is not text in UTF-8
                        s.yaml:9:3: %1$s/large.secret is no file of at most 64 KiB, as a secret's should be
                        s.yaml:10:3: %1$s/. is no file of at most 64 KiB, as a secret's should be
                        s.yaml:11:3: secretsmanager: is for gateways on AWS; the local one reads env:NAME or file:PATH
                        s.yaml:12:3: after 'file:' follows a path""".formatted(directory));
    }

    @Test
    void shouldAskTheSecretManagerOfTheHost() throws Exception {
        InMemorySecretSource manager = new InMemorySecretSource();
        manager.put("prod/acme", "from-manager\n");
        manager.put("prod/empty", " ");
        SecretResolver resolver = new SecretResolver(Map.of(), directory, manager);
        GatewayConfig config = new ConfigReader(Set.of("generic")).read("s.yaml", """
                providers:
                  a: { scheme: generic, secrets: [ "secretsmanager:prod/acme" ] }""");
        GatewayConfig lacking = new ConfigReader(Set.of("generic")).read("s.yaml", """
                providers:
                  a: { scheme: generic, secrets: [ "secretsmanager:prod/none", "secretsmanager:prod/empty" ] }""");

        assertThat(resolver.resolve(config).byProvider().get(new ProviderId("a")))
                .containsExactly(new SecretText("from-manager"));
        assertThatThrownBy(() -> resolver.resolve(lacking))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessage("""
                        s.yaml:2:36: the secret manager has no value for prod/none: put one with aws secretsmanager \
                        put-secret-value
                        s.yaml:2:64: the secret prod/empty is empty: an empty secret is no secret""");
    }
}
