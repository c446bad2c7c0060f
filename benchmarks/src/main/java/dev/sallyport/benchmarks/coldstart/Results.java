package dev.sallyport.benchmarks.coldstart;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.format.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What came of all starts, by size and contestant. For one thread. */
final class Results {

    private static final double MOST_OF_PLAIN = 1.0 / 3;
    private static final String NOT_SCALED = """
            Each process had the machine's processors to itself; Lambda gives a function of 256 MB about a seventh of one
            after its initialisation, and 512 MB two sevenths. There, compare the processor times.""";

    private final Map<Integer, Map<Contestant, List<ColdStart>>> bySize = new LinkedHashMap<>();

    void add(int memory, Contestant contestant, ColdStart start) {
        bySize.computeIfAbsent(memory, size -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, who -> new ArrayList<>())
                .add(start);
    }

    /** The medians of one contestant's starts in one size. */
    private static ColdStart medians(List<ColdStart> starts) {
        return new ColdStart(
                median(starts, ColdStart::readyMillis),
                median(starts, ColdStart::firstMillis),
                median(starts, ColdStart::firstCpuMillis),
                median(starts, ColdStart::warmMillis),
                median(starts, ColdStart::warmCpuMillis),
                median(starts, ColdStart::peakMebibytes));
    }

    private static double median(List<ColdStart> starts, ToDoubleFunction<ColdStart> value) {
        return Median.of(starts.stream().mapToDouble(value).toArray());
    }

    void print(PrintStream out) {
        bySize.forEach((memory, starts) -> {
            ColdStart plain = plain(starts);
            out.printf(Locale.ROOT, "%n%d MB, medians of %d starts:%n%n", memory, count(starts));
            out.printf(
                    "%-48s %9s %9s %9s %7s %8s %12s %9s%n",
                    "FUNCTION", "READY MS", "FIRST MS", "OF PLAIN", "CPU MS", "WARM MS", "WARM CPU MS", "PEAK MIB");
            starts.forEach((contestant, all) -> {
                ColdStart median = medians(all);
                out.printf(
                        Locale.ROOT,
                        "%-48s %9.0f %9.0f %9.2f %7.0f %8.1f %12.1f %9.0f%s%n",
                        contestant.title(),
                        median.readyMillis(),
                        median.firstMillis(),
                        median.firstMillis() / plain.firstMillis(),
                        median.firstCpuMillis(),
                        median.warmMillis(),
                        median.warmCpuMillis(),
                        median.peakMebibytes(),
                        median.peakMebibytes() > memory ? " (more than it has)" : "");
            });
            printAims(out, starts, plain);
        });
        out.printf(
                Locale.ROOT,
                "%n%s%nload average %.2f%n",
                NOT_SCALED,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static int count(Map<Contestant, List<ColdStart>> starts) {
        return starts.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static ColdStart plain(Map<Contestant, List<ColdStart>> starts) {
        return Objects.requireNonNull(find(starts, Contestants.RECEIVER), "the plain receiver always takes part");
    }

    private static void printAims(PrintStream out, Map<Contestant, List<ColdStart>> starts, ColdStart plain) {
        ColdStart cached = find(starts, Contestants.RECEIVER_FROM_CACHE);
        if (cached == null) {
            return;
        }
        out.println();
        aim(out, "below a third of the plain start", cached.firstMillis(), plain.firstMillis() * MOST_OF_PLAIN);
        for (String peer : List.of(Contestants.NODE, Contestants.PYTHON)) {
            ColdStart other = find(starts, peer);
            if (other != null) {
                aim(out, "not slower than " + peer, cached.firstMillis(), other.firstMillis());
            }
        }
    }

    private static void aim(PrintStream out, String aim, double value, double most) {
        out.printf(
                Locale.ROOT,
                "receiver with AOT cache %s: %s (%.0f of at most %.0f ms)%n",
                aim,
                value <= most ? "met" : "missed",
                value,
                most);
    }

    private static @Nullable ColdStart find(Map<Contestant, List<ColdStart>> starts, String key) {
        return starts.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(key))
                .map(entry -> medians(entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    /** Returns all starts as one JSON value: an array of objects, one for each start. */
    String json() {
        return JsonText.write(json -> {
            json.writeStartArray();
            for (Map.Entry<Integer, Map<Contestant, List<ColdStart>>> size : bySize.entrySet()) {
                for (Map.Entry<Contestant, List<ColdStart>> starts :
                        size.getValue().entrySet()) {
                    for (ColdStart start : starts.getValue()) {
                        write(json, size.getKey(), starts.getKey(), start);
                    }
                }
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, int memory, Contestant contestant, ColdStart start)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("function", contestant.key());
        json.writeNumberField("memory", memory);
        json.writeNumberField("readyMillis", start.readyMillis());
        json.writeNumberField("firstMillis", start.firstMillis());
        json.writeNumberField("firstCpuMillis", start.firstCpuMillis());
        json.writeNumberField("warmMillis", start.warmMillis());
        json.writeNumberField("warmCpuMillis", start.warmCpuMillis());
        json.writeNumberField("peakMebibytes", start.peakMebibytes());
        json.writeEndObject();
    }
}
