package dev.sallyport.local.bench.store;

import com.sun.management.OperatingSystemMXBean;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.store.LocalStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** Takes webhooks into a store, each caller the next as soon as the last is durable, and processes them. */
final class StoreLoad {

    private static final int CALLERS = 64;

    /** How many may wait before callers pause, so that the backlog stays that of a gateway that keeps up. */
    private static final long MOST_WAITING = 20_000;

    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    private final LocalStore store;
    private final BenchWebhooks webhooks;
    private final AtomicLong next;

    /** Makes a load that goes on behind what is stored. */
    StoreLoad(LocalStore store, BenchWebhooks webhooks) {
        this.store = store;
        this.webhooks = webhooks;
        // What was under way when an earlier run was killed may be missing among the last: those come again.
        this.next = new AtomicLong(Math.max(0, stored(store) - CALLERS));
    }

    /** Returns how many webhooks a store holds. */
    static long stored(LocalStore store) {
        return store.counts().values().stream()
                .map(Map::values)
                .flatMap(counts -> counts.stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns how many webhooks of a store died. */
    static long dead(LocalStore store) {
        return store.counts().values().stream()
                .mapToLong(counts -> counts.getOrDefault(WebhookStatus.DEAD, 0L))
                .sum();
    }

    /** Takes in and processes until the store holds a number of webhooks. */
    void fillTo(long total) throws InterruptedException {
        run(number -> number < total, true);
    }

    /** Takes in without processing until the store holds a number of webhooks. */
    void leavePending(long total) throws InterruptedException {
        run(number -> number < total, false);
    }

    /** Takes in and processes for a while, and measures. */
    IngestPace pace(Duration duration) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long before = stored(store);
        long cpu = cpu();
        run(number -> System.nanoTime() < end, true);
        long count = stored(store) - before;
        return new IngestPace(
                count * 1e9 / (System.nanoTime() - begin), Duration.ofNanos((cpu() - cpu) / Math.max(1, count)));
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void run(LongPredicate more, boolean processing) throws InterruptedException {
        AtomicBoolean taking = new AtomicBoolean(true);
        BenchProcessing processor = new BenchProcessing(store);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> takeIn(more, processing)));
            }
            List<Future<?>> processors = new ArrayList<>();
            for (int i = 0; processing && i < BenchWebhooks.PROVIDERS.size(); i++) {
                processors.add(threads.submit(() -> process(processor, taking)));
            }
            await(callers);
            taking.set(false);
            await(processors);
        }
    }

    private static void await(List<Future<?>> tasks) throws InterruptedException {
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the store failed under the load", e.getCause());
            }
        }
    }

    private void takeIn(LongPredicate more, boolean processing) {
        while (true) {
            while (processing && store.queueDepth() > MOST_WAITING) {
                LockSupport.parkNanos(PAUSE);
            }
            long number = next.getAndIncrement();
            if (!more.test(number)) {
                next.decrementAndGet();
                return;
            }
            ArchivedWebhook original = webhooks.original(number, Instant.now());
            store.intake().takeIn(webhooks.record(number, original), original);
        }
    }

    private void process(BenchProcessing processor, AtomicBoolean taking) {
        while (taking.get() || store.queueDepth() > 0) {
            if (processor.once() == 0) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
