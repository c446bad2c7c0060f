package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.local.bench.BenchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long functions take from the start of their process to their first answer. Every process talks to a
 * Runtime API of its own, and to emulators in this process.
 */
public final class CompareColdStart {

    private final Options options;
    private final PrintStream out;

    /** Progress goes where it does not disturb a result for programs. */
    private final PrintStream progress;

    private CompareColdStart(Options options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /** Runs the comparison; {@code --help} says with which options. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments);
        if (options == null) {
            System.err.println(Options.USAGE);
            System.exit(2);
        } else {
            new CompareColdStart(options, System.out, options.json() ? System.err : System.out).run();
            // The emulators leave threads behind.
            System.exit(0);
        }
    }

    private void run() throws IOException, InterruptedException {
        try (BenchDirectory data = BenchDirectory.below(Path.of(System.getProperty("java.io.tmpdir")));
                Stage stage = Stage.open(data.path())) {
            Webhooks webhooks = new Webhooks(Stage.SECRET);
            Starter starter = new Starter(stage.variables(), webhooks);
            List<Contestant> contestants = new ArrayList<>();
            for (Contestant contestant : prepare(data.path(), starter, webhooks)) {
                if (contestant.missing() == null) {
                    contestants.add(contestant);
                } else {
                    progress.println(contestant.title() + " takes no part: it needs " + contestant.missing());
                }
            }
            Results results = compare(starter, contestants);
            if (options.json()) {
                out.println(results.json());
            } else {
                results.print(out);
            }
        }
    }

    private List<Contestant> prepare(Path directory, Starter starter, Webhooks webhooks)
            throws IOException, InterruptedException {
        FunctionDirectory receiver = FunctionDirectory.fill(
                directory.resolve("receiver"), Path.of(System.getProperty("sallyport.receiver")));
        FunctionDirectory trivial =
                FunctionDirectory.fill(directory.resolve("trivial"), FunctionDirectory.jarOf(TrivialHandler.class));
        if (FunctionDirectory.canTrain()) {
            train(receiver, starter, Contestants.RECEIVER_HANDLER, webhooks.ofEveryKind());
            train(trivial, starter, Contestants.TRIVIAL_HANDLER, List.of(webhooks.next()));
        }
        Path peers = Path.of(System.getProperty("sallyport.peers", "benchmarks/peers"));
        return new Contestants(receiver, trivial, peers.toAbsolutePath()).all();
    }

    private void train(FunctionDirectory function, Starter starter, String handler, List<String> events)
            throws IOException, InterruptedException {
        int memory = options.memory().getLast();
        Path cache = function.train(starter.settings(handler, memory), Starter.ARN, events);
        progress.printf(Locale.ROOT, "trained %s: %.1f MB%n", handler, Files.size(cache) / 1e6);
    }

    private Results compare(Starter starter, List<Contestant> contestants) throws IOException, InterruptedException {
        Results results = new Results();
        int largest = options.memory().stream().max(Integer::compare).orElseThrow();
        for (Contestant contestant : contestants) {
            // So that none of those measured is the first to read its files, or to ask an emulator something new.
            starter.start(contestant, largest, 1);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (int memory : options.memory()) {
                for (Contestant contestant : contestants) {
                    ColdStart start = starter.start(contestant, memory, options.invocations());
                    results.add(memory, contestant, start);
                    progress.printf(
                            Locale.ROOT,
                            "round %d, %d MB: %s, first answer after %.0f ms%n",
                            round,
                            memory,
                            contestant.title(),
                            start.firstMillis());
                }
            }
        }
        return results;
    }
}
