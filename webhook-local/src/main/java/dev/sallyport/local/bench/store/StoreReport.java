package dev.sallyport.local.bench.store;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured of a store.
 *
 * @param webhooks how many it held
 * @param bytes the size of its files at the end
 * @param small how fast a store of {@link StorePlan#SMALL} webhooks took further ones in and published them
 * @param large the same of this store, measured in turn with the small one
 * @param restart with {@code pending} webhooks waiting
 * @param restartAfterKill the same after {@code kill -9} in the midst of them
 * @param queries of the store's ports, in this process
 * @param pages of the gateway, over HTTP
 * @param loadAverage the machine's load average of the last minute, at the end; negative where it is not known
 */
public record StoreReport(
        long webhooks,
        long bytes,
        long pending,
        IngestPace small,
        IngestPace large,
        Restart restart,
        Restart restartAfterKill,
        List<QueryTiming> queries,
        List<QueryTiming> pages,
        double loadAverage) {

    /** What the median of each query and page is to stay below. */
    public static final Duration QUERY_TARGET = Duration.ofMillis(5);

    /** What a restart is to stay below. */
    public static final Duration RESTART_TARGET = Duration.ofSeconds(3);

    /** What share of the small store's pace the large one is to keep. */
    public static final double PACE_TARGET = 0.9;

    public StoreReport {
        queries = List.copyOf(queries);
        pages = List.copyOf(pages);
    }

    /** Returns the large store's pace as a share of the small one's. */
    public double pace() {
        return large.perSecond() / small.perSecond();
    }

    /** Returns what missed its target, in words; empty if nothing did. */
    public List<String> missed() {
        Stream<String> slow = Stream.concat(queries.stream(), pages.stream())
                .filter(timing -> timing.p50().compareTo(QUERY_TARGET) >= 0)
                .map(timing -> timing.name() + " took " + timing.p50().toMillis() + " ms");
        Stream<String> restarts = Stream.of(restart.elapsed(), restartAfterKill.elapsed())
                .filter(time -> time.compareTo(RESTART_TARGET) >= 0)
                .map(time -> "a restart took " + time.toMillis() + " ms");
        Stream<String> pace = pace() < PACE_TARGET
                ? Stream.of("ingest kept " + Math.round(100 * pace()) + " % of its pace")
                : Stream.empty();
        return Stream.of(slow, restarts, pace).flatMap(misses -> misses).toList();
    }
}
