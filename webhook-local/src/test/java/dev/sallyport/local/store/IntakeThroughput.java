package dev.sallyport.local.store;

import com.sun.management.OperatingSystemMXBean;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many webhooks a store takes in per second: {@code IntakeThroughput DIRECTORY CALLERS SECONDS BODY_BYTES
 * [ROUNDS]}. Each caller is a virtual thread that takes the next webhook in as soon as the last one is durable.
 */
public final class IntakeThroughput {

    private static final int MOST_SAMPLES = 20_000_000;

    private IntakeThroughput() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int callers = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        int bodyBytes = Integer.parseInt(args[3]);
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        LocalStoreOptions options =
                LocalStoreOptions.builder().mostPending(Long.MAX_VALUE / 2).build();
        long opening = System.nanoTime();
        try (LocalStore store = LocalStore.open(directory, InstantSource.system(), options)) {
            System.out.printf(
                    "opened in %.0f ms, %d pending%n", (System.nanoTime() - opening) / 1e6, store.queueDepth());
            AtomicLong events = new AtomicLong(store.queueDepth());
            for (int round = 0; round < rounds; round++) {
                measure(store, events, callers, seconds, bodyBytes);
            }
        }
    }

    private static void measure(LocalStore store, AtomicLong events, int callers, int seconds, int bodyBytes)
            throws IOException {
        long[] nanos = new long[MOST_SAMPLES];
        AtomicLong samples = new AtomicLong();
        long commits = store.commits();
        long cpu = processCpuNanos();
        long writerCpu = threadCpuNanos("sallyport-writer");
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                executor.submit(() -> {
                    while (System.nanoTime() < end) {
                        long event = events.incrementAndGet();
                        ArchivedWebhook original = StoreFixture.original(event, bodyBytes, Instant.now());
                        WebhookRecord record =
                                StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME));
                        long start = System.nanoTime();
                        store.intake().takeIn(record, original);
                        nanos[(int) samples.getAndIncrement()] = System.nanoTime() - start;
                    }
                });
            }
        }
        double cpuMicros = (processCpuNanos() - cpu) / 1e3;
        double writerMicros = (threadCpuNanos("sallyport-writer") - writerCpu) / 1e3;
        double elapsed = (System.nanoTime() - begin) / 1e9;
        int count = samples.intValue();
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        String load = Files.readString(Path.of("/proc/loadavg")).trim();
        System.out.printf(
                "callers %d: %.0f/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms, %.1f per commit, CPU %.0f us each"
                        + " (writer %.0f), load %s%n",
                callers,
                count / elapsed,
                sorted[count / 2] / 1e6,
                sorted[(int) (count * 0.99)] / 1e6,
                sorted[(int) (count * 0.999)] / 1e6,
                sorted[count - 1] / 1e6,
                count / (double) (store.commits() - commits),
                cpuMicros / count,
                writerMicros / count,
                load);
    }

    private static long processCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long threadCpuNanos(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().equals(name))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
