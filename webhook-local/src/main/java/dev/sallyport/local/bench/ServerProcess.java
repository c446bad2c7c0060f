package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, which says on its first line of output which port it listens on. */
public final class ServerProcess implements AutoCloseable {

    /** The metric of what a gateway has not processed yet, over all its providers. */
    public static final String WAITING = "sallyport_queue_depth";

    private static final Pattern PORT = Pattern.compile("\"port\":\\s*([0-9]+)");
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param errors where the server's error output goes
     * @throws IOException if it ends without saying where it listens; what it wrote is in the message
     */
    public static ServerProcess start(ProcessBuilder command, Path errors) throws IOException {
        Process process = command.redirectError(errors.toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> discard(process.getInputStream()));
                return new ServerProcess(process, Integer.parseInt(port.group(1)));
            }
        }
        process.destroyForcibly();
        throw new IOException("the server did not start: "
                + Files.readString(errors).lines().limit(5).toList());
    }

    /** A server that writes and is not read would stand still some day. */
    private static void discard(InputStream out) {
        try (out) {
            out.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Begins the command line of a JVM like this one: same release, same flags, same classes. */
    public static List<String> javaLikeThis() {
        List<String> command = jvmLikeThis();
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /** Begins the command line of a JVM of the same release and flags as this one, for classes of its own. */
    public static List<String> jvmLikeThis() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
                .forEach(command::add);
        return command;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Tells whether it has not ended yet. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Returns how much processor time it has used; zero where the system does not tell. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns the most memory, in bytes, that it has had resident so far; null where the system does not tell. */
    public @Nullable Long mostMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(MOST_RESIDENT))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns the sum of a metric's values over all its labels, as {@code /metrics} shows them.
     *
     * @throws IOException if the server does not answer, or does not know the metric
     */
    public long metric(String name) throws IOException {
        String text;
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        List<String> lines = text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .toList();
        if (lines.isEmpty()) {
            throw new IOException("the server shows no metric " + name);
        }
        return Math.round(lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    /** Ends the server without a warning, as a loss of power would. */
    public void kill() {
        process.destroyForcibly();
        close();
    }

    /** Tells the server to stop and waits until it has; after half a minute it is ended by force. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
