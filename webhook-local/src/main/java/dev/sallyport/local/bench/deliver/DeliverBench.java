package dev.sallyport.local.bench.deliver;

import dev.sallyport.local.bench.BenchDirectory;
import dev.sallyport.local.bench.Load;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a gateway delivers, and looks afterwards whether it lost anything. Two gateways are measured one after the
 * other: one with the usual limits, for healthy endpoints beside hanging ones, and one that may have as much in flight as
 * is asked for.
 */
public final class DeliverBench {

    /** What {@code sallyport.yaml} has unless it says otherwise: hanging endpoints may fill all of it and more. */
    private static final int USUAL_IN_FLIGHT = 1_000;

    private static final int CONNECTIONS = 64;
    private static final int HEALTHY_ENDPOINTS = 20;
    private static final int HANGING_ENDPOINTS = 100;
    private static final int SLOW_ENDPOINTS = 100;
    private static final int USUAL_MOST = 50;

    private static final String HEALTHY = "healthy.";
    private static final String HANGING = "hanging.";
    private static final String SLOW = "slow.";

    private final DeliverPlan plan;
    private final String main;
    private final Consumer<Duration> progress;
    private Duration done = Duration.ZERO;

    private DeliverBench(DeliverPlan plan, String main, Consumer<Duration> progress) {
        this.plan = plan;
        this.main = main;
        this.progress = progress;
    }

    /**
     * Runs a plan.
     *
     * @param main the name of the class that runs the command line, on this JVM's class path
     * @param progress is told how much of {@link DeliverPlan#total()} is over
     * @throws IOException if a process does not start, or breaks down
     * @throws InterruptedException if the thread is interrupted; what was made on the disk is removed then, too
     */
    public static DeliverReport run(DeliverPlan plan, String main, Consumer<Duration> progress)
            throws IOException, InterruptedException {
        return new DeliverBench(plan, main, progress).run();
    }

    private DeliverReport run() throws IOException, InterruptedException {
        List<DeliverRun> isolation = isolation();
        Flight flight = flight();
        double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new DeliverReport(
                isolation.get(0),
                isolation.get(1),
                flight.runs().get(0),
                flight.runs().get(1),
                flight.mostInFlight(),
                flight.mostMemory(),
                loadAverage);
    }

    private List<DeliverRun> isolation() throws IOException, InterruptedException {
        try (BenchDirectory directory = BenchDirectory.below(plan.directory());
                MeasuredDelivery measured = MeasuredDelivery.start(plan, main, USUAL_IN_FLIGHT, directory)) {
            register(measured, HEALTHY, HEALTHY_ENDPOINTS, Receivers.pathAfter(Duration.ZERO), USUAL_MOST);
            register(measured, HANGING, HANGING_ENDPOINTS, Receivers.NEVER, USUAL_MOST);
            List<Posted> loads = new ArrayList<>();
            loads.add(warmUp(measured));
            loads.add(load(measured, plan.duration(), plan.rate() / 10, event -> true));
            loads.add(load(measured, plan.duration(), plan.rate(), event -> event % 10 == 0));
            return runs(measured, loads, 1);
        }
    }

    private Flight flight() throws IOException, InterruptedException {
        // Endpoints that take their time get four of five places.
        int places = plan.inFlight() + plan.inFlight() / 4 + 1;
        try (BenchDirectory directory = BenchDirectory.below(plan.directory());
                MeasuredDelivery measured = MeasuredDelivery.start(plan, main, places, directory)) {
            int perEndpoint = plan.inFlight() / SLOW_ENDPOINTS + 1;
            register(measured, HEALTHY, HEALTHY_ENDPOINTS, Receivers.pathAfter(Duration.ZERO), USUAL_MOST);
            register(measured, SLOW, SLOW_ENDPOINTS, Receivers.pathAfter(plan.answerAfter()), perEndpoint);
            List<Posted> loads = new ArrayList<>();
            loads.add(warmUp(measured));
            loads.add(slowOnesAtOnce(measured, plan.inFlight() / 2, warmUpTime()));
            loads.add(load(measured, plan.duration(), 0, event -> true));
            // Half as many again as are to be in flight, so that places that become free are taken at once.
            loads.add(slowOnesAtOnce(measured, plan.inFlight() + plan.inFlight() / 2, plan.duration()));
            int mostInFlight = measured.tally().mostHeld();
            Long mostMemory = measured.mostMemory();
            return new Flight(runs(measured, loads, 2), mostInFlight, mostMemory);
        }
    }

    /** What the second gateway showed. */
    private record Flight(
            List<DeliverRun> runs,
            int mostInFlight,
            @Nullable Long mostMemory) {}

    private static void register(MeasuredDelivery measured, String type, int endpoints, String path, int maxInFlight)
            throws IOException {
        for (int i = 0; i < endpoints; i++) {
            measured.tenant().register(type + i, path + i, maxInFlight);
        }
    }

    private Posted warmUp(MeasuredDelivery measured) throws IOException, InterruptedException {
        return load(measured, warmUpTime(), 0, event -> true);
    }

    private Duration warmUpTime() {
        return plan.warmUp().isZero() ? Duration.ofMillis(100) : plan.warmUp();
    }

    private Posted load(MeasuredDelivery measured, Duration duration, int rate, IntPredicate healthy)
            throws IOException, InterruptedException {
        Duration before = done;
        Posted posted = measured.deliver(
                new Load(CONNECTIONS, duration, rate),
                null,
                event -> healthy.test(event)
                        ? HEALTHY + event / 10 % HEALTHY_ENDPOINTS
                        : HANGING + event % HANGING_ENDPOINTS,
                healthy,
                passed -> progress.accept(before.plus(passed)));
        done = before.plus(duration);
        return posted;
    }

    private Posted slowOnesAtOnce(MeasuredDelivery measured, int events, Duration posting)
            throws IOException, InterruptedException {
        int rate = (int) Math.ceil(events * 1e3 / posting.toMillis());
        Instant dueAt = Instant.now().plus(posting).plusSeconds(2);
        Duration before = done;
        Posted posted = measured.deliver(
                new Load(CONNECTIONS, posting, rate),
                dueAt,
                event -> SLOW + event % SLOW_ENDPOINTS,
                event -> true,
                passed -> progress.accept(before.plus(passed)));
        done = before.plus(posting);
        return posted;
    }

    /** Stops the gateway and returns what its loads measured, but for the first ones, whose losses count all the same. */
    private static List<DeliverRun> runs(MeasuredDelivery measured, List<Posted> loads, int warmUps)
            throws IOException {
        measured.stopGateway();
        BitSet seen = measured.tally().seen();
        List<Fates> fates = Fates.in(measured.data(), loads, seen);
        List<DeliverRun> runs = new ArrayList<>();
        for (int i = warmUps; i < loads.size(); i++) {
            runs.add(DeliverRun.of(loads.get(i), fates.get(i)));
        }
        int lostAtFirst =
                fates.subList(0, warmUps).stream().mapToInt(Fates::lost).sum();
        if (lostAtFirst > 0) {
            throw new IOException(lostAtFirst + " events of the warm-up were lost");
        }
        return runs;
    }
}
