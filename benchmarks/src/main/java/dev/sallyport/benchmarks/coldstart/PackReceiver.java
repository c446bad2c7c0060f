package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.local.bench.BenchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Packs the receiver as a custom runtime has it, with the ahead-of-time cache of a run against emulated AWS. */
public final class PackReceiver {

    private static final int MEMORY = 512;

    private PackReceiver() {}

    /** Packs into the directory that is named; it is made if it is not there. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != 1 || arguments[0].startsWith("-")) {
            System.err.println("""
                    Usage: webhook-lambda-entrypoints/pack-with-aot-cache [DIRECTORY]

                    Packs the receiver for a custom runtime: bootstrap, lib, and function.aot, the ahead-of-time cache of
                    a run against emulated AWS. Default: webhook-lambda-entrypoints/target/function""");
            System.exit(2);
        }
        if (!FunctionDirectory.canTrain()) {
            System.err.println("A cache is written by a JDK of " + FunctionDirectory.LEAST_JAVA
                    + " or later; this is " + Runtime.version()
                    + ". Name one by SALLYPORT_JAVA_HOME: the one that the function will run on.");
            System.exit(1);
        }
        pack(Path.of(arguments[0]));
        // The emulators leave threads behind.
        System.exit(0);
    }

    private static void pack(Path directory) throws IOException, InterruptedException {
        try (BenchDirectory data = BenchDirectory.below(Path.of(System.getProperty("java.io.tmpdir")));
                Stage stage = Stage.open(data.path())) {
            Webhooks webhooks = new Webhooks(Stage.SECRET);
            Starter starter = new Starter(stage.variables(), webhooks);
            FunctionDirectory function =
                    FunctionDirectory.fill(directory, Path.of(System.getProperty("sallyport.receiver")));
            Path cache = function.train(
                    starter.settings(Contestants.RECEIVER_HANDLER, MEMORY), Starter.ARN, webhooks.ofEveryKind());
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f MB, for %s %s (%s)%n",
                    cache,
                    Files.size(cache) / 1e6,
                    System.getProperty("java.vendor"),
                    Runtime.version(),
                    System.getProperty("os.arch"));
        }
    }
}
