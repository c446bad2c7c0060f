package dev.sallyport.benchmarks.ingest;

import dev.sallyport.local.bench.BenchDirectory;
import dev.sallyport.local.bench.IngestBench;
import dev.sallyport.local.bench.IngestRun;
import dev.sallyport.local.bench.Load;
import dev.sallyport.local.bench.MeasuredServer;
import dev.sallyport.local.bench.ServerProcess;
import dev.sallyport.local.bench.SignedEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The whole comparison in one run: every receiver warmed up, then measured in turn, round by round, so that whatever
 * else the machine does meets all of them; medians of the rounds, each beside Sallyport's. At the end the two
 * strongest under a fixed rate. {@code benchmarks/compare-ingest} prepares the peers and starts it.
 */
public final class CompareIngest {

    private static final List<Contestant> AT_FIXED_RATE = List.of(Contestant.SALLYPORT, Contestant.FASTIFY_BATCHED);

    private final Options options;
    private final PrintStream out;
    private final String secret = IngestBench.newSecret();
    private final Map<Contestant, MeasuredServer> servers = new EnumMap<>(Contestant.class);

    private CompareIngest(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the comparison; {@code --help} says with which options. */
    public static void main(String... arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments);
        if (options == null) {
            System.err.println(Options.USAGE);
            System.exit(2);
        } else {
            System.exit(new CompareIngest(options, System.out).run() ? 0 : 1);
        }
    }

    /** Returns whether nobody lost anything. */
    private boolean run() throws IOException, InterruptedException, SQLException {
        try (BenchDirectory data = BenchDirectory.below(options.directory())) {
            try {
                start(data.path());
                compare();
            } finally {
                servers.values().forEach(MeasuredServer::close);
            }
            return reportLosses(data.path());
        }
    }

    private void start(Path data) throws IOException {
        List<String> sallyport = ServerProcess.javaLikeThis();
        sallyport.add("dev.sallyport.local.cli.Sallyport");
        for (Contestant contestant : Contestant.values()) {
            String missing = contestant.missing(options.peers());
            if (missing != null) {
                out.println(contestant.title() + " takes no part: it needs " + missing);
                continue;
            }
            Path directory = Files.createDirectory(data.resolve(contestant.name()));
            ServerProcess process = contestant.start(sallyport, options.peers(), secret, directory);
            servers.put(contestant, new MeasuredServer(process, new SignedEvents(secret, options.bodyBytes())));
        }
    }

    private void compare() throws IOException, InterruptedException {
        Map<Contestant, Series> closed = newSeries(List.copyOf(servers.keySet()));
        Map<Contestant, Series> fixed = newSeries(AT_FIXED_RATE);
        for (Contestant contestant : servers.keySet()) {
            say("warming up " + contestant.title());
            run(contestant, Load.closed(options.connections(), options.warmUp()));
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (Contestant contestant : closed.keySet()) {
                IngestRun run = run(contestant, Load.closed(options.connections(), options.duration()));
                closed.get(contestant).add(run);
                say(String.format(Locale.ROOT, "round %d: %s %.0f/s", round, contestant.title(), run.perSecond()));
            }
        }
        for (int round = 1; options.rate() > 0 && round <= options.rounds(); round++) {
            for (Contestant contestant : fixed.keySet()) {
                Load load = new Load(options.connections(), options.duration(), options.rate());
                IngestRun run = run(contestant, load);
                fixed.get(contestant).add(run);
                say(String.format(
                        Locale.ROOT,
                        "round %d at %d/s: %s p99 %.2f ms",
                        round,
                        options.rate(),
                        contestant.title(),
                        run.p99().toNanos() / 1e6));
            }
        }
        print(
                "As fast as it answers, " + options.connections() + " connections, medians of " + options.rounds()
                        + " rounds",
                closed);
        if (options.rate() > 0) {
            print("At " + options.rate() + " requests/s offered, latency from when each was due", fixed);
        }
    }

    private Map<Contestant, Series> newSeries(List<Contestant> contestants) {
        Map<Contestant, Series> series = new EnumMap<>(Contestant.class);
        contestants.stream().filter(servers::containsKey).forEach(each -> series.put(each, new Series()));
        return series;
    }

    private IngestRun run(Contestant contestant, Load load) throws IOException, InterruptedException {
        MeasuredServer server = servers.get(contestant);
        if (server == null) {
            throw new IllegalArgumentException(contestant + " was not started");
        }
        return server.run(load, passed -> {});
    }

    private void print(String title, Map<Contestant, Series> all) {
        Series ours = Objects.requireNonNull(all.get(Contestant.SALLYPORT), "Sallyport always takes part");
        out.printf("%n%s:%n%n", title);
        out.printf(
                "%-42s %10s %10s %9s %9s %12s %12s %14s %9s%n",
                "RECEIVER",
                "REQUESTS/S",
                "SALLYPORT/",
                "P50 MS",
                "P99 MS",
                "SALLYPORT/",
                "CPU US/REQ",
                "REQUESTS/SYNC",
                "NOT 202");
        all.forEach((contestant, series) -> out.printf(
                Locale.ROOT,
                "%-42s %10.0f %10.2f %9.2f %9.2f %12.2f %12.1f %14.1f %9d%n",
                contestant.title(),
                series.perSecond(),
                ours.perSecond() / series.perSecond(),
                series.p50Millis(),
                series.p99Millis(),
                ours.p99Millis() / series.p99Millis(),
                series.cpuMicros(),
                series.perSync(),
                series.notAccepted()));
        out.printf(
                Locale.ROOT,
                "%nload average %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private boolean reportLosses(Path data) throws IOException, SQLException {
        boolean none = true;
        out.println();
        for (Map.Entry<Contestant, MeasuredServer> entry : servers.entrySet()) {
            int lost = entry.getKey()
                    .lost(data.resolve(entry.getKey().name()), entry.getValue().accepted());
            out.printf(
                    "%s: %d accepted, %d lost%n",
                    entry.getKey().title(), entry.getValue().accepted().cardinality(), lost);
            none &= lost == 0;
        }
        return none;
    }

    private void say(String progress) {
        out.println(progress);
    }

    /** The runs of one receiver. For one thread. */
    private static final class Series {

        private final List<IngestRun> runs = new ArrayList<>();

        void add(IngestRun run) {
            runs.add(run);
        }

        double perSecond() {
            return median(IngestRun::perSecond);
        }

        double p50Millis() {
            return median(run -> run.p50().toNanos() / 1e6);
        }

        double p99Millis() {
            return median(run -> run.p99().toNanos() / 1e6);
        }

        double cpuMicros() {
            return median(run -> run.cpuPerWebhook().toNanos() / 1e3);
        }

        double perSync() {
            return median(run -> run.accepted() / (double) Math.max(1, run.syncs()));
        }

        int notAccepted() {
            return runs.stream().mapToInt(run -> run.refused() + run.failed()).sum();
        }

        private double median(ToDoubleFunction<IngestRun> value) {
            double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
