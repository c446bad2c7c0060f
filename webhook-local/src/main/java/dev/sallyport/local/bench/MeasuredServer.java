package dev.sallyport.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A server under load: sends it events, measures, and remembers what it accepted. The server shows on {@code /metrics}
 * how often it synced the disk and how much waits to be processed. For one thread.
 */
public final class MeasuredServer implements AutoCloseable {

    /** How many events are signed ahead for each second of load: more than a server on two cores takes. */
    private static final int STOCK_PER_SECOND = 30_000;

    private static final int MOST_STOCK = 600_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final String COMMITS = "sallyport_store_commits_total";

    private final ServerProcess server;
    private final SignedEvents events;
    private final BitSet accepted = new BitSet();

    /** Takes over a server, which has seen none of the events. */
    public MeasuredServer(ServerProcess server, SignedEvents events) {
        this.server = server;
        this.events = events;
    }

    /** Returns the numbers of all events that were answered 202. */
    public BitSet accepted() {
        return (BitSet) accepted.clone();
    }

    /**
     * Puts a load on the server and waits until it has processed what it accepted.
     *
     * @param progress is told several times a second how much of the load's duration is over
     * @throws IOException if the server breaks down
     */
    public IngestRun run(Load load, Consumer<Duration> progress) throws IOException, InterruptedException {
        int perSecond = load.rate() == 0 ? STOCK_PER_SECOND : load.rate();
        events.stock((int) Math.min(MOST_STOCK, load.duration().toMillis() * perSecond / 1_000));
        long syncs = server.metric(COMMITS);
        Duration cpu = server.cpu();
        LoadResult result = LoadGenerator.run(server.address(), events, load, progress);
        syncs = server.metric(COMMITS) - syncs;
        long waiting = server.metric(ServerProcess.WAITING);
        awaitProcessed();
        cpu = server.cpu().minus(cpu);
        accepted.or(result.accepted());
        return runOf(load, result, cpu, syncs, waiting);
    }

    private static IngestRun runOf(Load load, LoadResult result, Duration cpu, long syncs, long waiting) {
        int accepted = result.accepted().cardinality();
        return new IngestRun(
                load.connections(),
                accepted,
                result.refused(),
                result.failed(),
                result.perSecond(),
                result.latencies().quantile(0.5),
                result.latencies().quantile(0.99),
                result.latencies().quantile(1),
                syncs,
                cpu.dividedBy(Math.max(1, accepted)),
                waiting);
    }

    private void awaitProcessed() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.metric(ServerProcess.WAITING) > 0 && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
