package dev.sallyport.local.bench.deliver;

import dev.sallyport.local.bench.BenchDirectory;
import dev.sallyport.local.bench.Load;
import dev.sallyport.local.bench.LoadGenerator;
import dev.sallyport.local.bench.LoadResult;
import dev.sallyport.local.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A gateway that delivers what is posted to it to receivers, each a process of its own. For one thread. */
final class MeasuredDelivery implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String DELIVERED = "sallyport_deliveries_delivered_total";

    private final DeliverPlan plan;
    private final Path data;
    private final ServerProcess receivers;
    private final ServerProcess gateway;
    private final BenchTenant tenant;
    private int nextEvent;
    private boolean stopped;

    private MeasuredDelivery(
            DeliverPlan plan, Path data, ServerProcess receivers, ServerProcess gateway, BenchTenant tenant) {
        this.plan = plan;
        this.data = data;
        this.receivers = receivers;
        this.gateway = gateway;
        this.tenant = tenant;
    }

    /**
     * Starts the processes.
     *
     * @param main the name of the class that runs the command line
     * @param inFlight how many deliveries the gateway may have in hand
     * @throws IOException if one does not start
     */
    static MeasuredDelivery start(DeliverPlan plan, String main, int inFlight, BenchDirectory directory)
            throws IOException {
        ServerProcess receivers = Processes.receivers(main, directory.path());
        try {
            ServerProcess gateway = Processes.gateway(main, plan.heapMegabytes(), inFlight, directory.path());
            try {
                BenchTenant tenant =
                        BenchTenant.at(gateway.address(), receivers.address().getPort());
                return new MeasuredDelivery(plan, Processes.data(directory.path()), receivers, gateway, tenant);
            } catch (IOException | RuntimeException e) {
                gateway.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            receivers.close();
            throw e;
        }
    }

    BenchTenant tenant() {
        return tenant;
    }

    /** Returns where the stopped gateway's data are. */
    Path data() {
        return data;
    }

    /**
     * Posts events and waits until those to receivers that answer are delivered.
     *
     * @param dueAt when they become due; null for at once
     * @param typeOf the type of the event of a number
     * @param answered tells whether the event of a number goes to a receiver that answers
     * @throws IOException if a process breaks down, or deliveries do not come to an end
     */
    Posted deliver(
            Load load,
            @Nullable Instant dueAt,
            IntFunction<String> typeOf,
            IntPredicate answered,
            Consumer<Duration> progress)
            throws IOException, InterruptedException {
        PostedEvents events = new PostedEvents(tenant.apiKey(), plan.bodyBytes(), nextEvent, typeOf, dueAt);
        long before = gateway.metric(DELIVERED);
        Duration cpu = gateway.cpu();
        Instant begin = Instant.now();
        LoadResult result = LoadGenerator.run(gateway.address(), events, load, progress);
        nextEvent = events.end();
        awaitDelivered(before + result.accepted().stream().filter(answered).count());
        Instant from = dueAt == null ? begin : dueAt;
        return new Posted(
                result,
                answered,
                Duration.between(from, Instant.now()),
                gateway.cpu().minus(cpu));
    }

    private void awaitDelivered(long all) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (delivered() < all) {
            if (System.nanoTime() > deadline) {
                throw new IOException("what was accepted is not delivered after " + PATIENCE.toMinutes() + " minutes");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    /** Returns how many are delivered, or less while a gateway at its limits does not answer. */
    private long delivered() throws IOException {
        try {
            return gateway.metric(DELIVERED);
        } catch (IOException e) {
            if (gateway.isRunning()) {
                return 0;
            }
            throw new IOException("the gateway has ended", e);
        }
    }

    ReceiverTally tally() throws IOException {
        return Processes.tallyOf(receivers);
    }

    /** Returns the most memory that the gateway has had resident; null where the system does not tell. */
    @Nullable
    Long mostMemory() {
        return gateway.mostMemory();
    }

    /** Stops the gateway, so that its data can be looked at. */
    void stopGateway() {
        if (!stopped) {
            stopped = true;
            tenant.close();
            gateway.close();
        }
    }

    @Override
    public void close() {
        stopGateway();
        receivers.close();
    }
}
