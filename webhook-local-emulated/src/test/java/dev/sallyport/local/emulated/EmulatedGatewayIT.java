package dev.sallyport.local.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.demo.TestEvents;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.EngineOrder.Ingress;
import dev.sallyport.local.engine.Engines;
import dev.sallyport.local.engine.GatewayEngine;
import dev.sallyport.local.engine.RunningGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks on their way through real functions, each in a process of its own, and real emulators. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
class EmulatedGatewayIT {

    private static final ProviderId GENERIC = new ProviderId("generic");

    private final RememberingListener listener = new RememberingListener();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldReceiveAndPublishOnceAndInOrder(Ingress ingress) throws Exception {
        Path config = directory.resolve("sallyport.yaml");
        Files.writeString(config, """
                server: { host: 127.0.0.1 }
                providers: { generic: { scheme: generic, secrets: [ literal:a-secret ] } }
                """);
        GatewayEngine engine = Objects.requireNonNull(Engines.find("aws-emulated"));
        RunningGateway gateway = engine.start(new EngineOrder(config, 0, Map.of(), ingress, null, null, listener));
        try (GatewayClient client = new GatewayClient(
                URI.create("http://127.0.0.1:" + gateway.address().getPort()), null)) {
            ProviderSender sender = new ProviderSender(
                    client,
                    Objects.requireNonNull(
                            ConfiguredGateway.read(config, Map.of()).providers().get(GENERIC)));
            TestEvents events = new TestEvents("run");

            List<String> accepted = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Answer answer = sender.send(sender.sign(events.event(GENERIC, "generic", i), Instant.now()));
                assertThat(answer.status()).as("%s", listener).isEqualTo(202);
                accepted.add(Objects.requireNonNull(answer.webhookId()));
            }
            Answer again = sender.send(sender.sign(events.event(GENERIC, "generic", 0), Instant.now()));
            Answer tampered = sender.send(
                    sender.signAndTamper(events.event(GENERIC, "generic", 9), Instant.now(), new Random(1)));

            assertThat(again.duplicate()).isTrue();
            assertThat(tampered.status()).isEqualTo(401);
            assertThat(awaitPublished(client, accepted.size())).isEqualTo(accepted);
        } finally {
            gateway.stop();
        }
    }

    private static List<String> awaitPublished(GatewayClient client, int count) {
        List<String> ids = new ArrayList<>();
        FullRun.await(() -> {
            ids.clear();
            client.published(0, entry -> ids.add(String.valueOf(entry.get("webhook_id"))));
            return ids.size() >= count;
        });
        return ids;
    }
}
