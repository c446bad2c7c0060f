package dev.sallyport.local.bench.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.local.bench.BenchDirectory;
import dev.sallyport.local.bench.ServerProcess;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills a store and measures what becomes of its times as it grows. For one run. */
public final class StoreBench {

    private static final int SAMPLES = 300;
    private static final int ROUNDS = 5;
    private static final long FILLED_AT_ONCE = 20_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final StorePlan plan;
    private final List<String> program;
    private final BiConsumer<String, Double> progress;
    private final BenchWebhooks webhooks;

    private StoreBench(StorePlan plan, List<String> program, BiConsumer<String, Double> progress) {
        this.plan = plan;
        this.program = List.copyOf(program);
        this.progress = progress;
        this.webhooks = new BenchWebhooks(plan.bodyBytes());
    }

    /** What is measured while the store is open in this process. */
    private record Inside(
            IngestPace small,
            IngestPace large,
            List<QueryTiming> queries,
            List<WebhookRecord> samples,
            long published) {}

    /** What is measured of gateways in processes of their own. */
    private record Outside(Restart restart, Restart restartAfterKill, List<QueryTiming> pages) {}

    /**
     * Runs a plan.
     *
     * @param program the command line that this program is started with, without arguments
     * @param progress is told what is being done, and how much of it is done, from 0 to 1
     * @throws IOException if the directory cannot be used, or the gateway does not start or answer
     */
    public static StoreReport run(StorePlan plan, List<String> program, BiConsumer<String, Double> progress)
            throws IOException, InterruptedException {
        return new StoreBench(plan, program, progress).run();
    }

    private StoreReport run() throws IOException, InterruptedException {
        Inside inside;
        long stored;
        try (LocalStore store = open(plan.directory())) {
            StoreLoad load = new StoreLoad(store, webhooks);
            fill(store, load);
            inside = measureInside(store, load);
            load.leavePending(StoreLoad.stored(store) + plan.pending());
            stored = StoreLoad.stored(store);
        }
        Outside outside = measureOutside(inside);
        return new StoreReport(
                stored,
                bytesIn(plan.directory()),
                plan.pending(),
                inside.small(),
                inside.large(),
                outside.restart(),
                outside.restartAfterKill(),
                inside.queries(),
                outside.pages(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static LocalStore open(Path directory) {
        return LocalStore.open(
                directory,
                InstantSource.system(),
                LocalStoreOptions.builder().mostPending(Long.MAX_VALUE / 2).build());
    }

    private void fill(LocalStore store, StoreLoad load) throws InterruptedException {
        long target = plan.webhooks() - plan.pending();
        for (long stored = StoreLoad.stored(store); stored < target; stored = StoreLoad.stored(store)) {
            progress.accept("stored", (double) stored / target);
            load.fillTo(Math.min(target, stored + FILLED_AT_ONCE));
        }
        progress.accept("stored", 1.0);
    }

    private Inside measureInside(LocalStore store, StoreLoad load) throws IOException, InterruptedException {
        List<IngestPace> small = new ArrayList<>();
        List<IngestPace> large = new ArrayList<>();
        try (BenchDirectory beside = BenchDirectory.below(plan.directory());
                LocalStore other = open(beside.path())) {
            StoreLoad otherLoad = new StoreLoad(other, webhooks);
            otherLoad.fillTo(StorePlan.SMALL);
            for (int round = 0; round <= ROUNDS; round++) {
                progress.accept("ingest measured", (double) round / (ROUNDS + 1));
                // In turn, so that whatever else the machine does meets both; the first round warms up.
                small.add(otherLoad.pace(plan.round()));
                large.add(load.pace(plan.round()));
            }
        }
        long stored = StoreLoad.stored(store);
        progress.accept("queries measured", 0.0);
        return new Inside(
                IngestPace.medianOf(small.subList(1, small.size())),
                IngestPace.medianOf(large.subList(1, large.size())),
                new StoreQueries(store, stored).measure(),
                samples(store, stored),
                stored - StoreLoad.dead(store));
    }

    private static List<WebhookRecord> samples(LocalStore store, long stored) {
        Random random = new Random(11);
        return Stream.generate(() -> store.webhooks().find(BenchWebhooks.idOf(random.nextLong(stored))))
                .flatMap(Stream::ofNullable)
                .limit(SAMPLES)
                .toList();
    }

    private Outside measureOutside(Inside inside) throws IOException, InterruptedException {
        Restart restart;
        progress.accept("restarts measured", 0.0);
        try (HttpClient client = HttpClient.newHttpClient()) {
            long begin = System.nanoTime();
            try (ServerProcess gateway = startGateway()) {
                restart = restartOf(gateway, begin);
                gateway.kill();
            }
            begin = System.nanoTime();
            try (ServerProcess gateway = startGateway()) {
                Restart restartAfterKill = restartOf(gateway, begin);
                awaitProcessed(gateway);
                progress.accept("pages measured", 0.0);
                StorePages pages = new StorePages(client, gateway.address(), inside.samples(), inside.published());
                return new Outside(restart, restartAfterKill, pages.measure());
            }
        }
    }

    private static Restart restartOf(ServerProcess gateway, long begin) {
        return new Restart(Duration.ofNanos(System.nanoTime() - begin), gateway.cpu());
    }

    /** Starts the gateway and returns when it has answered for the first time. */
    private ServerProcess startGateway() throws IOException {
        Path configuration = plan.directory().resolve("bench.yaml");
        String providers = BenchWebhooks.PROVIDERS.stream()
                .map(ProviderId::value)
                .map(id -> "  " + id + ": { scheme: generic, secrets: [ literal:bench-only-not-a-secret ] }\n")
                .collect(Collectors.joining());
        Files.writeString(configuration, "server: { host: 127.0.0.1 }\nproviders:\n" + providers);
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "serve",
                "--config",
                configuration.toString(),
                "--data",
                plan.directory().toString(),
                "--port",
                "0",
                "--json"));
        ServerProcess gateway = ServerProcess.start(
                new ProcessBuilder(command), plan.directory().resolve("bench.errors"));
        gateway.metric(ServerProcess.WAITING);
        return gateway;
    }

    private void awaitProcessed(ServerProcess gateway) throws IOException, InterruptedException {
        long most = Math.max(1, plan.pending());
        for (long left = gateway.metric(ServerProcess.WAITING);
                left > 0;
                left = gateway.metric(ServerProcess.WAITING)) {
            progress.accept("backlog processed", Math.clamp(1 - (double) left / most, 0, 1));
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    private static long bytesIn(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
