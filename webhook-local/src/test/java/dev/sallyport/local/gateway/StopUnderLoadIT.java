package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.cli.Sallyport;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayUnreachableException;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.demo.TestEvents;
import dev.sallyport.local.store.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'serve' is told to end by SIGTERM while providers send to it. */
class StopUnderLoadIT {

    private static final int SENDERS = 8;
    private static final ProviderId PROVIDER = new ProviderId("generic");

    /** The bound that docs/processing.md names. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    @TempDir
    private Path data;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refusals = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();

    @Test
    void shouldEndWithinItsBoundAndLoseNothing() throws Exception {
        try (ChildJvm gateway = serve()) {
            URI base = addressOf(gateway);
            ConfiguredGateway configured = ConfiguredGateway.read(data.resolve(DemoProviders.FILE), Map.of());
            Semaphore answered = new Semaphore(0);
            CountDownLatch ended = new CountDownLatch(SENDERS);
            try (GatewayClient client = new GatewayClient(base, null);
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < SENDERS; i++) {
                    String run = "stop-" + i;
                    threads.execute(() -> {
                        sendUntilUnreachable(client, configured, run, answered);
                        ended.countDown();
                    });
                }
                answered.acquire(200);

                gateway.terminate();

                assertThat(gateway.endsWithin(BOUND))
                        .as("ended within its bound")
                        .isTrue();
                ended.await();
            }
            assertThat(gateway.exitStatus()).isEqualTo(143);
        }

        assertThat(faults).isEmpty();
        assertThat(refusals).isSubsetOf(503);
        try (ChildJvm gateway = serve();
                GatewayClient client = new GatewayClient(addressOf(gateway), null)) {
            Set<String> published = new HashSet<>();
            while (!published.containsAll(accepted)) {
                published.clear();
                client.published(
                        0,
                        entry -> assertThat(published.add(String.valueOf(entry.get("webhook_id"))))
                                .as("published once")
                                .isTrue());
            }
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(200);
        }
    }

    private void sendUntilUnreachable(
            GatewayClient client, ConfiguredGateway configured, String run, Semaphore answered) {
        ConfiguredProvider settings =
                Objects.requireNonNull(configured.providers().get(PROVIDER));
        ProviderSender sender = new ProviderSender(client, settings);
        TestEvents events = new TestEvents(run);
        try {
            for (int number = 1; ; number++) {
                Answer answer = sender.send(
                        sender.sign(events.event(PROVIDER, settings.scheme().name(), number), Instant.now()));
                if (answer.accepted()) {
                    accepted.add(answer.webhookId());
                    answered.release();
                } else {
                    refusals.add(answer.status());
                }
            }
        } catch (GatewayUnreachableException stopped) {
            // What was under way when the gateway ended was not accepted.
        } catch (RuntimeException | Error fault) {
            faults.add(fault);
            answered.release(200);
        }
    }

    private ChildJvm serve() throws Exception {
        return ChildJvm.start(Sallyport.class, "serve", "--data", data.toString(), "--port", "0", "--json");
    }

    private static URI addressOf(ChildJvm gateway) throws Exception {
        String line = gateway.nextLine();
        assertThat(line).as("the gateway's first line").isNotNull();
        Map<String, Object> started = JsonDocument.readObject(RawPayload.adopt(line.getBytes(UTF_8)));
        assertThat(started).containsKey("port");
        return URI.create("http://127.0.0.1:" + started.get("port"));
    }
}
