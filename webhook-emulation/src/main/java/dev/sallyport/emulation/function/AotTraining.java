package dev.sallyport.emulation.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a function through some events, so that its JVM writes an ahead-of-time cache of the classes that it needed for
 * them. The JVM must be of release 25 or later, the class path of jars only; the cache serves the same JVM, with the same
 * collector, and the same jars, at any place.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class AotTraining {

    /** The cache is put together by a second JVM, after the function has ended. */
    private static final Duration TO_WRITE = Duration.ofMinutes(3);

    private static final int LINES_KEPT = 20;

    private AotTraining() {}

    /**
     * Writes a cache.
     *
     * @param program how the function is started; how it is started with the cache may differ in sizes of memory
     * @param events each is to be answered, or the function is not what was to be trained
     * @param cache where to write it; replaced if it is there
     * @throws IOException if the function fails on an event, or no cache is written; the message holds what it told last
     */
    public static void write(
            JavaProgram program, FunctionSettings function, String arn, List<String> events, Path cache)
            throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        LastLines told = new LastLines();
        JavaProgram training = program.withFlags(List.of("-XX:AOTCacheOutput=" + cache));
        ExecutionEnvironment environment = new ExecutionEnvironment(function, training, arn, told, Clock.systemUTC());
        try {
            run(environment, events, told);
        } catch (IOException | InterruptedException e) {
            environment.close();
            throw e;
        }
        if (!environment.end(TO_WRITE) || !Files.exists(cache)) {
            throw new IOException("the JVM wrote no cache: " + told);
        }
    }

    private static void run(ExecutionEnvironment environment, List<String> events, LastLines told)
            throws IOException, InterruptedException {
        InvocationOutcome.Failed noStart = environment.awaitStart();
        if (noStart != null) {
            throw new IOException("the function does not start: " + noStart.message() + ' ' + told);
        }
        for (String event : events) {
            if (environment.invoke(event, null) instanceof InvocationOutcome.Failed failed) {
                throw new IOException("the function fails: " + failed.message() + ' ' + told);
            }
        }
    }

    /** What a function told last. Safe for any number of threads. */
    private static final class LastLines implements FunctionLog {

        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<String> lines = new ArrayDeque<>();

        @Override
        public void line(String function, String line) {
            lock.lock();
            try {
                lines.addLast(line);
                if (lines.size() > LINES_KEPT) {
                    lines.removeFirst();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public String toString() {
            lock.lock();
            try {
                return String.join("\n", lines);
            } finally {
                lock.unlock();
            }
        }
    }
}
