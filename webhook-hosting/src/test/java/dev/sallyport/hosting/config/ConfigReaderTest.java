package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says. */
class ConfigReaderTest {

    private static final ConfigReader READER = new ConfigReader(Set.of("stripe", "github", "generic"));

    private static GatewayConfig read(String text) throws ConfigRefusedException {
        return READER.read("sallyport.yaml", text);
    }

    private static ProviderConfig provider(String lines) throws ConfigRefusedException {
        GatewayConfig config =
                read("providers:\n  acme:\n    scheme: generic\n    secrets: [ env:A ]\n" + lines.indent(4));
        return config.providers().values().iterator().next();
    }

    @Test
    void shouldReadTheExampleOfTheDocumentation() throws ConfigRefusedException {
        GatewayConfig config = read("""
                server:
                  port: 8080
                  adminToken: env:SALLYPORT_ADMIN_TOKEN   # comment
                  maxBodyBytes: 1048576
                providers:
                  stripe:
                    scheme: stripe
                    secrets: [ env:STRIPE_WEBHOOK_SECRET ]
                    ordering: { by: provider }
                  acme:
                    scheme: generic
                    secrets: [ file:acme.secret, literal:old-secret-kept-for-rotation ]
                    ordering: { by: entity, pointer: /data/customer }
                    retry: { attempts: 3, backoff: exponential, first: PT1S, cap: PT1M, jitter: full }
                    archive: { mode: on-receipt, transitionAfter: P30D, expireAfter: P365D }
                delivery:
                  targets: { allowHttp: false, allowLoopback: false, ports: [443] }
                """);

        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "0.0.0.0",
                        8080,
                        new SecretReference.Env("SALLYPORT_ADMIN_TOKEN", at(3, 15)),
                        1_048_576,
                        Duration.ofSeconds(60),
                        Set.of()));
        assertThat(config.providers().keySet()).containsExactly(new ProviderId("stripe"), new ProviderId("acme"));
        assertThat(config.providers().get(new ProviderId("acme")))
                .isEqualTo(new ProviderConfig(
                        new ProviderId("acme"),
                        "generic",
                        List.of(
                                new SecretReference.File("acme.secret", at(12, 16)),
                                new SecretReference.Literal(
                                        new SecretText("old-secret-kept-for-rotation"), at(12, 34))),
                        List.of(SecretTerms.NONE, SecretTerms.NONE),
                        OrderingConfig.of(OrderingPolicy.byEntity("/data/customer")),
                        RetryPolicy.builder()
                                .attempts(3)
                                .backoff(Backoff.exponential(Duration.ofSeconds(1)))
                                .cap(Duration.ofMinutes(1))
                                .jitter(Jitter.full())
                                .build(),
                        new ArchivePolicy(ArchivePolicy.Mode.ON_RECEIPT, Duration.ofDays(30), Duration.ofDays(365)),
                        null,
                        Map.of(),
                        null,
                        at(10, 3)));
        assertThat(config.delivery()).isEqualTo(DeliveryConfig.defaults());
    }

    @Test
    void shouldFillInDefaults() throws ConfigRefusedException {
        GatewayConfig config = read("providers:\n  a: { scheme: github, secrets: [env:A] }");

        assertThat(config.server())
                .isEqualTo(new ServerConfig("0.0.0.0", 8080, null, 1 << 20, Duration.ofSeconds(60), Set.of()));
        assertThat(config.delivery()).isEqualTo(DeliveryConfig.defaults());
        ProviderConfig provider = config.providers().get(new ProviderId("a"));
        assertThat(provider.ordering().policy()).isEqualTo(OrderingPolicy.byProvider());
        assertThat(provider.retry()).isEqualTo(RetryPolicy.ofProcessing());
        assertThat(provider.archive()).isEqualTo(ArchivePolicy.onReceipt());
    }

    @Test
    void shouldReadEveryPolicy() throws ConfigRefusedException {
        ProviderConfig listed = provider("""
                ordering: { by: none }
                retry: { attempts: 5, backoff: listed, delays: [PT1S, PT10S], jitter: 0.2, maximumAge: P1D }
                archive: { mode: bundled, sealAfter: PT1M }
                url: https://example.com/webhooks/acme?x=1
                config: { webhookId: WH-1, number: 7, roots: "file:roots.pem" }
                """);
        assertThat(listed.ordering().policy()).isEqualTo(OrderingPolicy.unordered());
        assertThat(listed.retry())
                .isEqualTo(RetryPolicy.builder()
                        .attempts(5)
                        .backoff(Backoff.listed(Duration.ofSeconds(1), Duration.ofSeconds(10)))
                        .jitter(Jitter.proportional(0.2))
                        .maximumAge(Duration.ofDays(1))
                        .build());
        assertThat(listed.archive())
                .isEqualTo(new ArchivePolicy(ArchivePolicy.Mode.BUNDLED, null, null, Duration.ofMinutes(1)));
        assertThat(listed.url()).isEqualTo("https://example.com/webhooks/acme?x=1");
        assertThat(listed.values())
                .isEqualTo(Map.of(
                        "webhookId", new SecretReference.Literal(new SecretText("WH-1"), at(9, 26)),
                        "number", new SecretReference.Literal(new SecretText("7"), at(9, 40)),
                        "roots", new SecretReference.File("roots.pem", at(9, 50))));

        ProviderConfig linear =
                provider("retry: { backoff: linear, first: PT2S, jitter: none }\nordering: {by: entity}");
        assertThat(linear.retry())
                .isEqualTo(RetryPolicy.builder()
                        .backoff(Backoff.linear(Duration.ofSeconds(2)))
                        .jitter(Jitter.none())
                        .build());
        assertThat(linear.ordering().policy()).isEqualTo(OrderingPolicy.byCatalogueEntity());
    }

    @Test
    void shouldKeepSchemesWithTheirPlacesAndLetProvidersUseThem() throws ConfigRefusedException {
        GatewayConfig config = read("""
                schemes:
                  mine:
                    header: X-Mine
                providers:
                  a: { scheme: mine, secrets: [env:A] }
                """);

        assertThat(config.schemes()).containsOnlyKeys("mine");
        assertThat(config.schemes().get("mine").get("header"))
                .isEqualTo(new YamlValue.Scalar("X-Mine", false, at(3, 13)));
    }

    @Test
    void shouldReadAFileAndSayWhatIsWrongWithOneThatCannotBeRead(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("s.yaml");
        Files.writeString(file, "server: { port: 1 }");
        assertThat(READER.read(file).server().port()).isEqualTo(1);

        Files.write(file, "server: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> READER.read(file))
                .hasMessage(file + ": is not text in UTF-8: save it in that encoding");
        assertThatThrownBy(() -> READER.read(directory)).hasMessage(directory + ": is a directory, not a file");
        Path missing = directory.resolve("missing.yaml");
        assertThatThrownBy(() -> READER.read(missing)).hasMessage(missing + ": there is no such file");
    }

    private static Position at(int line, int column) {
        return new Position("sallyport.yaml", line, column);
    }
}
