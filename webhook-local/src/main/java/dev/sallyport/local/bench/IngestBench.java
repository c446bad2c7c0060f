package dev.sallyport.local.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Measures how fast an engine in a process of its own takes webhooks in, and looks afterwards whether it lost any. */
public final class IngestBench {

    private static final int WARM_UP_CONNECTIONS = 64;
    private static final int SECRET_BYTES = 24;

    private IngestBench() {}

    /** Draws a secret for one benchmark. */
    public static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "whsec_" + HexFormat.of().formatHex(bytes);
    }

    /**
     * Runs a plan.
     *
     * @param program the command line that this program is started with, without arguments
     * @param progress is told how much of {@link IngestPlan#total()} is over
     * @throws IOException if the engine does not start, or breaks down
     * @throws InterruptedException if the thread is interrupted; what was made on the disk is removed then, too
     */
    public static IngestReport run(IngestPlan plan, List<String> program, Consumer<Duration> progress)
            throws IOException, InterruptedException {
        String secret = newSecret();
        try (BenchDirectory directory = BenchDirectory.below(plan.directory())) {
            List<IngestRun> runs = new ArrayList<>();
            BitSet accepted;
            try (MeasuredServer server = new MeasuredServer(
                    plan.engine().start(program, secret, directory.path()),
                    new SignedEvents(secret, plan.bodyBytes()))) {
                if (!plan.warmUp().isZero()) {
                    server.run(Load.closed(WARM_UP_CONNECTIONS, plan.warmUp()), progress);
                }
                Duration done = plan.warmUp();
                for (int connections : plan.connections()) {
                    Duration before = done;
                    runs.add(server.run(
                            new Load(connections, plan.duration(), plan.rate()),
                            passed -> progress.accept(before.plus(passed))));
                    done = done.plus(plan.duration());
                }
                accepted = server.accepted();
            }
            LossCheck losses = plan.engine().check(directory.path(), accepted);
            double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return new IngestReport(runs, losses, accepted.cardinality(), loadAverage);
        }
    }
}
