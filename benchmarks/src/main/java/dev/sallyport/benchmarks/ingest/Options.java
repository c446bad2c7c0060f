package dev.sallyport.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the comparison is run.
 *
 * @param peers where the peers' sources are
 * @param directory on whose disk the data are kept for the while
 * @param rate requests a second of the runs at a fixed rate; 0 for none of them
 */
record Options(
        Path peers,
        Path directory,
        int rounds,
        Duration duration,
        Duration warmUp,
        int connections,
        int bodyBytes,
        int rate) {

    static final String USAGE = """
            Usage: benchmarks/compare-ingest [--rounds N] [--seconds N] [--warm-up SECONDS] [--connections N]
                       [--size BYTES] [--rate N] [--directory DIR]

            Measures Sallyport, the limit of the disk and other receivers in turn and prints how they compare.
            Default: 5 rounds of 5 seconds after 20 seconds each of warming up, 64 connections, bodies of 2048 bytes,
            then as many rounds at 8000 requests a second (0: none), data below the working directory.""";

    /** Reads arguments; null if they are not understood, or ask for help. */
    static @Nullable Options parse(String... arguments) {
        Options options = new Options(
                Path.of(System.getProperty("sallyport.peers", "benchmarks/peers")),
                Path.of("."),
                5,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                64,
                2_048,
                8_000);
        for (int i = 0; i < arguments.length; i += 2) {
            options = i + 1 < arguments.length ? options.with(arguments[i], arguments[i + 1]) : null;
            if (options == null) {
                return null;
            }
        }
        return options;
    }

    private @Nullable Options with(String name, String value) {
        if (name.equals("--directory")) {
            return new Options(peers, Path.of(value), rounds, duration, warmUp, connections, bodyBytes, rate);
        }
        if (!value.matches("[0-9]{1,7}")) {
            return null;
        }
        int number = Integer.parseInt(value);
        Duration seconds = Duration.ofSeconds(number);
        return switch (name) {
            case "--rounds" -> new Options(peers, directory, number, duration, warmUp, connections, bodyBytes, rate);
            case "--seconds" -> new Options(peers, directory, rounds, seconds, warmUp, connections, bodyBytes, rate);
            case "--warm-up" -> new Options(peers, directory, rounds, duration, seconds, connections, bodyBytes, rate);
            case "--connections" -> new Options(peers, directory, rounds, duration, warmUp, number, bodyBytes, rate);
            case "--size" -> new Options(peers, directory, rounds, duration, warmUp, connections, number, rate);
            case "--rate" -> new Options(peers, directory, rounds, duration, warmUp, connections, bodyBytes, number);
            default -> null;
        };
    }
}
