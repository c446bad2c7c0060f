package dev.sallyport.local.emulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.demo.TestEvents;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.EngineOrder.Ingress;
import dev.sallyport.local.engine.Engines;
import dev.sallyport.local.engine.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI, a client that nobody here wrote, looks at a gateway's resources by the commands that the gateway prints. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
class AwsCliIT {

    private static final String PROVIDERS = """
            server: { host: 127.0.0.1 }
            providers:
              generic: { scheme: generic, secrets: [ %s ] }
              later: { scheme: generic, secrets: [ %s ] }
            """;

    private static final RememberingListener LISTENER = new RememberingListener();

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static GatewayClient client;

    /** Knows the secret that is put by hand, as the provider does. */
    private static ConfiguredGateway senders;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(run("", "command -v aws").status()).as("aws is on the path").isZero();
        senders = ConfiguredGateway.read(
                Files.writeString(
                        directory.resolve("senders.yaml"),
                        PROVIDERS.formatted("literal:a-secret", "literal:put-by-hand")),
                Map.of());
        Path config = Files.writeString(
                directory.resolve("sallyport.yaml"),
                PROVIDERS.formatted("literal:a-secret", "\"secretsmanager:hooks/later\""));
        gateway = Objects.requireNonNull(Engines.find("aws-emulated"))
                .start(new EngineOrder(config, 0, Map.of(), Ingress.REST, null, null, LISTENER));
        client = new GatewayClient(
                URI.create("http://127.0.0.1:" + gateway.address().getPort()), null);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.stop();
            client.close();
        }
    }

    private record Result(int status, String output) {}

    private static Result run(String exports, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", exports + '\n' + command).redirectErrorStream(true);
        // Whoever runs the tests may have an account, of which nothing is to be used.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    /** Runs the command that the gateway prints for an operation, and returns what it says. */
    private static String aws(String operation, String... filledIn) throws IOException, InterruptedException {
        String exports = gateway.hints().stream()
                .filter(line -> line.startsWith("export AWS_ACCESS_KEY_ID"))
                .collect(Collectors.joining());
        String command = gateway.hints().stream()
                .filter(line -> line.startsWith("aws ") && line.contains(' ' + operation + ' '))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < filledIn.length; i += 2) {
            command = command.replace(filledIn[i], filledIn[i + 1]);
        }
        Result result = run(exports, command);
        assertThat(result.status()).as("%s: %s", command, result.output()).isZero();
        return result.output();
    }

    private static Answer send(String provider, int number) {
        ProviderId id = new ProviderId(provider);
        ProviderSender sender = new ProviderSender(
                client, Objects.requireNonNull(senders.providers().get(id)));
        return sender.send(sender.sign(new TestEvents("cli").event(id, "generic", number), Instant.now()));
    }

    private static boolean isProcessed(String webhook) {
        return "PROCESSED".equals(Objects.requireNonNull(client.find(webhook)).get("status"));
    }

    @Test
    void shouldShowTableBucketQueueAndBus() throws Exception {
        Answer answer = send("generic", 1);
        assertThat(answer.status()).as("%s", LISTENER).isEqualTo(202);
        String webhook = Objects.requireNonNull(answer.webhookId());
        FullRun.await(() -> isProcessed(webhook));

        assertThat(aws("dynamodb")).contains(webhook).contains("\"PROCESSED\"");
        assertThat(aws("s3")).containsPattern("generic/[0-9-]{10}/" + webhook + "\\.json");
        assertThat(aws("sqs"))
                .contains("webhook-local-processing.fifo")
                .contains("\"FifoQueue\": \"true\"")
                .contains("\"ApproximateNumberOfMessagesDelayed\": \"0\"");
        assertThat(aws("events")).contains("\"Webhook Processed");
    }

    @Test
    void shouldPutASecretThatWebhooksAreThenVerifiedWith() throws Exception {
        assertThat(send("later", 1).status()).as("without a secret").isEqualTo(503);

        assertThat(aws("secretsmanager", "NAME", "hooks/later", "VALUE", "put-by-hand"))
                .contains("\"AWSCURRENT\"");

        FullRun.await(() -> send("later", 2).status() == 202);
        assertThat(List.of(send("later", 3).status(), send("generic", 3).status()))
                .containsOnly(202);
    }
}
