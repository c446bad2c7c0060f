package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.local.bench.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of a benchmark, as they are started. */
final class Processes {

    private Processes() {}

    /**
     * Starts a gateway.
     *
     * @param main the name of the class that runs the command line
     * @param inFlight how many deliveries it may have in hand
     * @param directory an empty directory for all that it writes
     * @throws IOException if it does not start
     */
    static ServerProcess gateway(String main, int heapMegabytes, int inFlight, Path directory) throws IOException {
        Path configuration = directory.resolve("bench.yaml");
        Files.writeString(configuration, """
                server: { host: 127.0.0.1 }
                delivery:
                  targets: { allowHttp: true, allowLoopback: true, ports: [ 1024-65535 ] }
                  limits: { inFlight: %d, endpointsPerTenant: 10000 }
                  tenants: { %s: { name: Benchmark } }
                """.formatted(inFlight, BenchTenant.ID), UTF_8);
        List<String> command = program(main, "-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of(
                "serve",
                "--config",
                configuration.toString(),
                "--data",
                data(directory).toString(),
                "--port",
                "0",
                "--json"));
        return ServerProcess.start(new ProcessBuilder(command), directory.resolve("errors"));
    }

    /** Returns where a gateway of this directory keeps its data. */
    static Path data(Path directory) {
        return directory.resolve("data");
    }

    /**
     * Starts the receivers.
     *
     * @throws IOException if they do not start
     */
    static ServerProcess receivers(String main, Path directory) throws IOException {
        List<String> command = program(main);
        command.addAll(List.of("bench", "receivers"));
        return ServerProcess.start(new ProcessBuilder(command), directory.resolve("errors-of-receivers"));
    }

    private static List<String> program(String main, String... flags) {
        List<String> command = new ArrayList<>(ServerProcess.jvmLikeThis());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }

    /**
     * Asks receivers what came.
     *
     * @throws IOException if they do not answer
     */
    static ReceiverTally tallyOf(ServerProcess receivers) throws IOException {
        URI tally = URI.create("http://127.0.0.1:" + receivers.address().getPort() + Receivers.TALLY);
        try (InputStream in = tally.toURL().openStream()) {
            return ReceiverTally.of(new String(in.readAllBytes(), US_ASCII));
        }
    }
}
