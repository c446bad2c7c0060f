package dev.sallyport.local.demo;

import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.DemoPlan.Kind;
import dev.sallyport.local.demo.DemoPlan.Shot;
import dev.sallyport.testkit.provider.ProviderPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a plan to a running gateway, waits until all is terminal, and checks everything from outside. */
public final class Demo {

    private static final int SENDERS = 16;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final GatewayClient gateway;
    private final Map<String, ProviderSender> senders = new HashMap<>();
    private final Progress progress;

    /**
     * Prepares a demo.
     *
     * @param gateway a gateway that nobody else sends to
     * @param configured what it runs, secrets included
     */
    public Demo(GatewayClient gateway, ConfiguredGateway configured, Progress progress) {
        this.gateway = gateway;
        configured
                .providers()
                .forEach((id, provider) -> senders.put(id.value(), new ProviderSender(gateway, provider)));
        this.progress = progress;
    }

    /** Is told how far the demo is; called from several threads. */
    public interface Progress {

        /** A request was answered. */
        void sent();
    }

    /** Returns how many requests a demo of that many payloads sends. */
    public static int requestsOf(List<ProviderPayload> payloads, long seed) {
        return DemoPlan.of(payloads, seed).shots().size();
    }

    /**
     * Runs the demo.
     *
     * @param payloads at least three, of configured providers
     * @param seed equal seeds send equal things in equal order
     */
    public DemoReport run(List<ProviderPayload> payloads, long seed) throws InterruptedException {
        long began = System.nanoTime();
        List<Sent> sent = sendAll(DemoPlan.of(payloads, seed), seed);
        waitUntilTerminal();
        DemoReport report = new DemoCheck(gateway, sent).run(Duration.ZERO);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new DemoReport(
                report.sent(),
                report.accepted(),
                report.duplicates(),
                report.rejected(),
                report.processed(),
                report.lost(),
                report.outOfOrder(),
                report.archiveMismatches(),
                took,
                report.problems());
    }

    private List<Sent> sendAll(DemoPlan plan, long seed) throws InterruptedException {
        List<Future<Sent>> pending = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < plan.shots().size(); i++) {
                Shot shot = plan.shots().get(i);
                Random random = new Random(seed + i);
                pending.add(threads.submit(() -> send(shot, random)));
            }
        }
        List<Sent> sent = new ArrayList<>(pending.size());
        for (Future<Sent> one : pending) {
            try {
                sent.add(one.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException fault) {
                    throw fault;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return sent;
    }

    private Sent send(Shot shot, Random random) {
        ProviderPayload payload = shot.payload();
        String name = payload.provider().value();
        ProviderSender sender = senders.get(name);
        if (sender == null) {
            throw new IllegalArgumentException("no provider '" + name + "' is configured");
        }
        Instant now = Instant.now();
        OutboundRequest request =
                shot.kind() == Kind.TAMPERED ? sender.signAndTamper(payload, now, random) : sender.sign(payload, now);
        long began = System.nanoTime();
        Answer answer = sender.send(request);
        long ended = System.nanoTime();
        progress.sent();
        return new Sent(name, shot.kind(), request.body(), began, ended, answer);
    }

    private void waitUntilTerminal() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isAnythingWaiting() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
    }

    private boolean isAnythingWaiting() {
        return !gateway.list("status", "RECEIVED", "limit", "1").webhooks().isEmpty()
                || !gateway.list("status", "FAILED", "limit", "1").webhooks().isEmpty();
    }
}
