package dev.sallyport.benchmarks.signature;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link VerificationBenchmark} and prints what matters of it: each library's speed as a share of the bare HMAC's.
 * No test, and not run as one; it stands here because this is how Maven starts a program on the right JDK.
 *
 * <p>For each size all libraries run one after the other, between two runs of the bare HMAC, and this is done in rounds;
 * printed is the median of the rounds.
 */
class VerificationRatios {

    private static final String RAW = "rawMac";

    private static final List<String> OTHERS = List.of(
            "generic", "github", "stripe", "standardWebhooks", "stripeJava", "standardWebhooksJava", "svixJava");

    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int MILLISECONDS = Integer.getInteger("milliseconds", 500);

    private static final Map<Integer, Double> AIMS = new LinkedHashMap<>();

    static {
        AIMS.put(256, 0.75);
        AIMS.put(1024, 0.90);
        AIMS.put(4096, 0.97);
        AIMS.put(65536, 0.99);
    }

    /** What one operation costs. */
    private record Cost(double nanoseconds, double bytes) {}

    @Test
    void print() throws RunnerException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map.Entry<Integer, Double> aim : AIMS.entrySet()) {
            Map<String, List<Double>> ratios = new LinkedHashMap<>();
            Map<String, Double> bytes = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                measure(aim.getKey(), ratios, bytes);
            }
            for (Map.Entry<String, List<Double>> entry : ratios.entrySet()) {
                rows.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                        .add(cell(
                                entry.getValue().stream().sorted().toList(),
                                bytes.getOrDefault(entry.getKey(), Double.NaN)));
            }
        }
        print(rows);
    }

    private static void measure(int size, Map<String, List<Double>> ratios, Map<String, Double> bytes)
            throws RunnerException {
        Cost before = cost(RAW, size);
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (String name : OTHERS) {
            costs.put(name, cost(name, size));
        }
        double raw = (before.nanoseconds() + cost(RAW, size).nanoseconds()) / 2;
        ratios.computeIfAbsent(RAW + ", ns", name -> new ArrayList<>()).add(raw);
        costs.forEach((name, cost) -> {
            ratios.computeIfAbsent(name, key -> new ArrayList<>()).add(raw / cost.nanoseconds());
            bytes.put(name, cost.bytes());
        });
    }

    private static Cost cost(String name, int size) throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(MILLISECONDS);
        RunResult result = new Runner(new OptionsBuilder()
                        .include("VerificationBenchmark\\." + name + "$")
                        .param("size", Integer.toString(size))
                        .forks(1)
                        .jvmArgsAppend(withoutWarnings())
                        .warmupIterations(3)
                        .warmupTime(iteration)
                        .measurementIterations(3)
                        .measurementTime(iteration)
                        .addProfiler(CpuTimeProfiler.class)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        return new Cost(secondary(result, CpuTimeProfiler.LABEL), secondary(result, "gc.alloc.rate.norm"));
    }

    /** JMH reads its own objects' layout in a way of which newer JDKs warn, each time anew. */
    private static String[] withoutWarnings() {
        return Runtime.version().feature() < 24
                ? new String[0]
                : new String[] {"--sun-misc-unsafe-memory-access=allow"};
    }

    private static double secondary(RunResult result, String label) {
        for (Map.Entry<String, ? extends Result<?>> entry :
                secondaryResults(result).entrySet()) {
            if (entry.getKey().endsWith(label)) {
                return entry.getValue().getScore();
            }
        }
        throw new IllegalStateException(
                "no " + label + " among " + secondaryResults(result).keySet());
    }

    @SuppressWarnings("rawtypes") // JMH declares them so.
    private static Map<String, Result<?>> secondaryResults(RunResult result) {
        Map<String, Result<?>> typed = new LinkedHashMap<>();
        for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
            typed.put(entry.getKey(), entry.getValue());
        }
        return typed;
    }

    private static String cell(List<Double> sorted, double bytes) {
        double median = sorted.get(sorted.size() / 2);
        return Double.isNaN(bytes)
                ? String.format(Locale.ROOT, "%.0f", median)
                : String.format(Locale.ROOT, "%.2f (%.0f B)", median, bytes);
    }

    private static void print(Map<String, List<String>> rows) {
        StringBuilder table = new StringBuilder(
                "\nSpeed as a share of the bare HMAC-SHA256, by processor time; bytes allocated per verification\n\n");
        table.append(String.format(Locale.ROOT, "%-22s", "body"));
        AIMS.keySet().forEach(size -> table.append(String.format(Locale.ROOT, "%18d", size)));
        table.append('\n').append(String.format(Locale.ROOT, "%-22s", "aim"));
        AIMS.values().forEach(aim -> table.append(String.format(Locale.ROOT, "%18.2f", aim)));
        rows.forEach((name, cells) -> {
            table.append('\n').append(String.format(Locale.ROOT, "%-22s", name));
            cells.forEach(cell -> table.append(String.format(Locale.ROOT, "%18s", cell)));
        });
        table.append(String.format(
                Locale.ROOT,
                "%n%nLoad average %.2f on %d processors, Java %s, %d rounds of 3 x %d ms%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ROUNDS,
                MILLISECONDS));
        System.out.println(table);
    }
}
