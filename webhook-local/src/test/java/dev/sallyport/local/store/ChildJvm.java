package dev.sallyport.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that runs a main class of the tests; it ends with this object at the latest. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts a main class with this process's class path. */
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for a line of the child's output; null when it has ended. */
    public String nextLine() throws IOException {
        return output.readLine();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the child as {@code kill -9} does, and waits for its end. */
    public void kill() throws InterruptedException {
        // Through the handle: the process itself would close its output, and what was printed could not be read.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Tells the child to end, as {@code kill} does. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the child's end; returns false if it has not come by then. */
    public boolean endsWithin(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns the status with which the child has ended. */
    public int exitStatus() {
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
