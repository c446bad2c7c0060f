package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.cli.Sallyport;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayUnreachableException;
import dev.sallyport.local.demo.OrderCheck;
import dev.sallyport.local.demo.OrderCheck.Interval;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.demo.TestEvents;
import dev.sallyport.local.store.ChildJvm;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.provider.ProviderPayload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a serving gateway again and again while providers send to it, some of it twice, and while it replays, as {@code
 * kill -9} does, and checks in the end that everything it had answered with 202 was published, once per id and in order,
 * that the archive has its bytes, and that every replay came to its end. The number of rounds is set by
 * {@code -Dsallyport.kill.rounds}.
 */
class KillIT {

    private static final int ROUNDS = Integer.getInteger("sallyport.kill.rounds", 20);
    private static final List<String> PROVIDERS = List.of("generic", "stripe", "github", "standard-webhooks");
    private static final int SENDERS_PER_PROVIDER = 3;
    private static final int ROUNDS_PER_REPLAY = 4;
    private static final int EVENTS_PER_REPETITION = 5;
    private static final RawPayload REPLAY =
            RawPayload.adopt("{\"provider\":\"github\",\"perSecond\":200}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path data;

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final List<String> replays = new ArrayList<>();

    /** What was answered with 202, and between which moments that happened. */
    private record Accepted(RawPayload body, Interval when) {}

    @Test
    void shouldPublishInOrderAndOnceAllThatWasAcceptedBeforeEachKill() throws Exception {
        Random random = new Random(20_261_122);
        List<Sender> senders = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm gateway = serve()) {
                URI base = addressOf(gateway);
                ConfiguredGateway configured = ConfiguredGateway.read(data.resolve(DemoProviders.FILE), Map.of());
                if (senders.isEmpty()) {
                    bundleFromTheNextRoundOn();
                    senders.addAll(sendersOf());
                }
                boolean replays = round % ROUNDS_PER_REPLAY == 1;
                sendUntilKilled(gateway, base, configured, senders, 20 + random.nextInt(200), replays);
            }
        }
        try (ChildJvm gateway = serve();
                GatewayClient client = new GatewayClient(addressOf(gateway), null)) {
            awaitNothingWaiting(client);
            awaitReplays(client);
            check(client);
        }
        try (LocalStore store = LocalStore.open(
                data, Clock.systemUTC(), LocalStoreOptions.builder().build())) {
            assertThat(store.archiveVerifier().verify()).as("archive verified").isEmpty();
        }
    }

    /** So that it is also killed while bodies move out of the database. */
    private void bundleFromTheNextRoundOn() throws IOException {
        Path file = data.resolve(DemoProviders.FILE);
        String bundled = "archive: { mode: bundled, sealAfter: PT0.01S }, secrets:";
        Files.writeString(file, Files.readString(file).replace("secrets:", bundled));
    }

    private ChildJvm serve() throws Exception {
        return ChildJvm.start(Sallyport.class, "serve", "--data", data.toString(), "--port", "0", "--json");
    }

    private static URI addressOf(ChildJvm gateway) throws Exception {
        String line = gateway.nextLine();
        assertThat(line).as("the gateway's first line").isNotNull();
        Map<String, Object> started = JsonDocument.readObject(RawPayload.adopt(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(started).containsKey("port");
        return URI.create("http://127.0.0.1:" + started.get("port"));
    }

    private List<Sender> sendersOf() {
        List<Sender> senders = new ArrayList<>();
        for (String provider : PROVIDERS) {
            for (int i = 0; i < SENDERS_PER_PROVIDER; i++) {
                senders.add(new Sender(provider, new TestEvents("s" + i)));
            }
        }
        return senders;
    }

    private void sendUntilKilled(
            ChildJvm gateway,
            URI base,
            ConfiguredGateway configured,
            List<Sender> senders,
            int answers,
            boolean replaying)
            throws Exception {
        Semaphore answered = new Semaphore(0);
        CountDownLatch ended = new CountDownLatch(senders.size());
        try (GatewayClient client = new GatewayClient(base, null);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Sender sender : senders) {
                threads.execute(() -> {
                    sender.sendUntilUnreachable(client, configured, answered);
                    ended.countDown();
                });
            }
            answered.acquire(answers / 2);
            if (replaying) {
                replays.add(
                        String.valueOf(client.post("/internal/replay", REPLAY).get("run_id")));
            }
            answered.acquire(answers - answers / 2);
            gateway.kill();
            ended.await();
        }
    }

    /** Sends one event after the other; one that was not answered with 2xx is sent again, as providers do. */
    private final class Sender {

        private final String provider;
        private final TestEvents events;
        private int number;
        private ProviderPayload pending;
        private long pendingSince;

        Sender(String provider, TestEvents events) {
            this.provider = provider;
            this.events = events;
        }

        void sendUntilUnreachable(GatewayClient client, ConfiguredGateway configured, Semaphore answered) {
            ProviderId id = new ProviderId(provider);
            ConfiguredProvider settings = configured.providers().get(id);
            ProviderSender sender = new ProviderSender(client, settings);
            try {
                while (true) {
                    if (pending == null) {
                        pending = events.event(id, settings.scheme().name(), ++number);
                        pendingSince = System.nanoTime();
                    }
                    OutboundRequest signed = sender.sign(pending, Instant.now());
                    Answer answer = sender.send(signed);
                    if (answer.accepted()) {
                        accepted.put(
                                answer.webhookId(),
                                new Accepted(signed.body(), new Interval(pendingSince, System.nanoTime())));
                        if (number % EVENTS_PER_REPETITION == 0) {
                            Answer again = sender.send(sender.sign(pending, Instant.now()));
                            assertThat(again.webhookId()).isEqualTo(answer.webhookId());
                            assertThat(again.duplicate()).isTrue();
                        }
                        pending = null;
                        answered.release();
                    } else {
                        assertThat(answer.status()).isEqualTo(503);
                    }
                }
            } catch (GatewayUnreachableException killed) {
                // The event that was under way is sent again after the restart.
            }
        }
    }

    private static void awaitNothingWaiting(GatewayClient client) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadline
                && !(client.list("status", "RECEIVED", "limit", "1").webhooks().isEmpty()
                        && client.list("status", "FAILED", "limit", "1")
                                .webhooks()
                                .isEmpty())) {
            Thread.sleep(50);
        }
    }

    private void awaitReplays(GatewayClient client) throws InterruptedException {
        long deadline = System.nanoTime() + 120_000_000_000L;
        for (String run : replays) {
            while (System.nanoTime() < deadline
                    && "RUNNING".equals(client.run(run).get("state"))) {
                Thread.sleep(50);
            }
            assertThat(client.run(run)).containsEntry("state", "DONE").containsEntry("failed", 0L);
        }
        assertThat(replays).hasSizeGreaterThanOrEqualTo(ROUNDS / ROUNDS_PER_REPLAY);
    }

    private void check(GatewayClient client) {
        Map<String, Integer> times = new HashMap<>();
        Set<String> replayed = new HashSet<>();
        Map<String, List<Interval>> byKey = new HashMap<>();
        client.published(0, entry -> {
            String id = String.valueOf(entry.get("webhook_id"));
            if (Boolean.TRUE.equals(entry.get("replay"))) {
                assertThat(entry).containsEntry("provider", "github");
                replayed.add(id);
                return;
            }
            times.merge(id, 1, Integer::sum);
            // What was kept in the last round and not answered any more is published too, as it may be.
            if (accepted.containsKey(id)) {
                byKey.computeIfAbsent(String.valueOf(entry.get("ordering_key")), key -> new ArrayList<>())
                        .add(accepted.get(id).when());
            }
        });
        assertThat(times.keySet()).as("published of what was accepted").containsAll(accepted.keySet());
        assertThat(times.values()).as("times that an id was published").containsOnly(1);
        assertThat(times.keySet()).as("published before it was replayed").containsAll(replayed);
        assertThat(byKey).hasSize(PROVIDERS.size());
        byKey.forEach((key, published) -> assertThat(OrderCheck.inversions(published))
                .as("inversions of " + key)
                .isZero());
        accepted.forEach((id, sent) ->
                assertThat(client.payload(id)).as("archived bytes of " + id).isEqualTo(sent.body()));
        assertThat(accepted).hasSizeGreaterThan(20 * ROUNDS);
    }
}
